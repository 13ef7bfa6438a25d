import sys

import click

from callboard.config.cli import django


@click.command()
def worker() -> None:
    """Send mail, take in webhooks, fetch recordings. Run at least one."""
    django.start()
    from callboard.worker import standing
    from callboard.worker.run import work

    fault = standing.migrations()
    if fault:
        click.echo(f"The worker does not start: {fault}", err=True)
        sys.exit(2)
    work()
