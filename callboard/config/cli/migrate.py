import click

from callboard.config.cli import django

# Any number that is ours: two starts at once take turns.
LOCK = 710_201_953


@click.command()
def migrate() -> None:
    """Bring the database up to this version. Back it up before."""
    django.start()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            call_command("migrate", interactive=False, verbosity=1)
        finally:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    click.echo("The database is up to date.")
