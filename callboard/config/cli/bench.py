"""`callboard bench`; what it measures stands in `callboard.demo.bench`."""

import os
import secrets
import sys
import tempfile
from base64 import b64encode

import click

from callboard.config.cli import django


@click.command()
@click.option("--calls", type=click.IntRange(200, 10_000_000), default=1_000_000, show_default=True)
@click.option("--pairs", type=click.IntRange(1, 100), default=5, show_default=True)
@click.option(
    "--database",
    envvar="DATABASE_URL",
    default="",
    help="An empty one, or that of an earlier run; a SQLite file of its own by default.",
)
def bench(calls: int, pairs: int, database: str) -> None:
    """Measure a client with many calls beside what the database alone takes. Exit code 1 where a
    target is missed.
    """
    with tempfile.TemporaryDirectory(prefix="callboard-bench-") as folder:
        for name, value in _settings(folder, database).items():
            os.environ.setdefault(name, value)
        django.start()
        from django.conf import settings
        from django.core.management import call_command
        from django.utils import timezone

        from callboard.demo.bench.bench import run

        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        met = run(calls, pairs, settings.DATA_DIR, timezone.now(), click.echo)
    if not met:
        sys.exit(1)


def _settings(folder: str, database: str) -> dict[str, str]:
    """Where nothing is set up: it serves nobody but itself."""
    return {
        "DATA_DIR": folder,
        "DATABASE_URL": database,
        "SECRET_KEY": secrets.token_hex(32),
        "CALLBOARD_KEYS": b64encode(secrets.token_bytes(32)).decode(),
        "PUBLIC_URL": "http://bench.example",
    }
