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
    from urllib.parse import urlsplit

    import waitress
    from django.conf import settings

    from callboard.config import environment
    from callboard.config.wsgi import application
    from callboard.ui.font import font

    font()  # made once, before the first page wants it
    server = waitress.create_server(
        application,
        host=environment.HOST,
        port=environment.PORT,
        threads=8,
        # Links and the CSRF check compare with the address people use, not with the proxy's hop to
        # us.
        url_scheme=urlsplit(settings.PUBLIC_URL).scheme,
        ident=None,
        clear_untrusted_proxy_headers=False,
        max_request_body_size=4_000_000,
        channel_timeout=60,
    )

    def end(_number: int, _frame: object) -> None:
        # waitress ends on SystemExit: it finishes the requests in hand first.
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)
    click.echo(f"Callboard listens on {environment.HOST}:{environment.PORT}.")
    server.run()
