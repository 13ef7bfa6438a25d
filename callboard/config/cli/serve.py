import sys

import click

from callboard.config.cli import django


@click.command()
def serve() -> None:
    """Serve the portal. Put a proxy with TLS in front of it."""
    django.start()
    from callboard.config.start_checks import refusals

    faults = refusals()
    if faults:
        for fault in faults:
            click.echo(f"Callboard does not start: {fault}", err=True)
        sys.exit(2)
    _serve()


def _serve() -> None:
    import signal
    import threading
    from urllib.parse import urlsplit

    from django.conf import settings

    from callboard.config import environment
    from callboard.config.web import Web
    from callboard.config.wsgi import application
    from callboard.ui.font import font

    font()  # made once, before the first page wants it
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    host, port = environment.HOST, environment.PORT
    try:
        web = Web(application, host=host, port=port, scheme=urlsplit(settings.PUBLIC_URL).scheme)
    except OSError as fault:
        raise click.ClickException(f"{host}:{port} cannot be had: {fault.strerror}.") from None
    click.echo(f"Callboard listens on {host}:{port}.")
    web.run(stop)
