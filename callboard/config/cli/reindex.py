import click

from callboard.config.cli import django


@click.command()
@click.option("--after", type=click.IntRange(0), default=0, help="Go on after this call.")
def reindex(after: int) -> None:
    """Look through all calls and mend what the search finds them by. May be interrupted."""
    django.start()
    from callboard.calls.search.reindex import reindex as batches

    done = None
    for done in batches(after):
        click.echo(f"{done.looked_at:,} calls, {done.mended:,} mended (--after {done.last})")
    if done is None:
        click.echo("There are no calls.")
