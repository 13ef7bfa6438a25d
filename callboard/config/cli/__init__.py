"""The command line: `callboard <command>`, one file a command."""

import os

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="callboard")
def main() -> None:
    """Callboard: a client portal for agencies that run voice agents."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "callboard.config.settings")


def _register() -> None:
    from callboard.config.cli import (
        agencies,
        bench,
        demo,
        doctor,
        ledger,
        migrate,
        reindex,
        rollup,
        serve,
        worker,
    )

    for command in (
        serve.serve,
        worker.worker,
        migrate.migrate,
        demo.demo,
        agencies.create_agency,
        agencies.setup_link,
        doctor.doctor,
        reindex.reindex,
        rollup.rollup,
        ledger.ledger,
        bench.bench,
    ):
        main.add_command(command)


_register()
