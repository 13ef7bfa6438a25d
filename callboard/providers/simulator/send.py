"""Sending what happened to an agency's own webhook.

Not over the network: a worker need not be able to reach its own installation's public address,
with its names, proxies and certificates. The request is given to the WSGI application itself, on
the agency's host, as the very bytes that would have come over the wire, and nothing in it is taken
on trust.
"""

import io
import sys
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.agents import connections
from callboard.agents.models import Connection
from callboard.providers.simulator.verify import proof

_OURSELVES = "127.0.0.1"


class NotTaken(Exception):
    """The webhook answered with another status than 200."""


def send(agency: Agency, connection: Connection, body: bytes) -> None:
    """Returns when the event is kept. Raises `NotTaken`."""
    # Not called as a server would: it would look after the database connection at the beginning and
    # the end of the request, and that one is the caller's, who may be in a transaction.
    response = _application().get_response(WSGIRequest(_environ(agency, connection, body)))
    if response.status_code != 200:
        raise NotTaken(f"The webhook answered {response.status_code}.")


@cache
def _application() -> WSGIHandler:
    """With all of its middleware."""
    return WSGIHandler()


def _environ(agency: Agency, connection: Connection, body: bytes) -> dict[str, Any]:
    url = urlsplit(connections.hook_url(agency, connection))
    headers = proof(connection.secret or "", body, timezone.now())
    return {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": url.path,
        "QUERY_STRING": "",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": url.netloc,
        "SERVER_NAME": url.hostname or "",
        "SERVER_PORT": str(url.port or (443 if url.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": _OURSELVES,
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": url.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
