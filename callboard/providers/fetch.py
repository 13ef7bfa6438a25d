"""Fetching from outside: the one door, with its filters.

Only https to public addresses, checked again at every redirect, and never with our credentials on
another host. FETCH_ALSO_ALLOWED names hosts (`host` or `host:port`) that tests and the demo may use
beside the rule.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Protocol
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress

LARGEST = 300 * 1024 * 1024
REDIRECTS = 4
TIMEOUT = (5, 20)
_PIECE = 64 * 1024

# Worth another try: not there yet, too busy, or broken for the moment.
_LATER = frozenset({404, 408, 409, 425, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class NotYet(Exception):
    """It may be had later; the message says what happened."""


class CannotBeHad(Exception):
    """It will not be had; the message says why."""


class Sink(Protocol):
    def write(self, piece: bytes) -> None: ...


def into(url: str, sink: Sink, *, headers: dict[str, str]) -> None:
    """Writes the body behind `url` to `sink` in pieces. Raises `NotYet` or `CannotBeHad`."""
    try:
        with _opened(url, headers) as response:
            _copy(response, sink)
    except InvalidIPAddress:
        raise CannotBeHad("Its address is not a public one.") from None
    except requests.RequestException:
        raise NotYet("The provider could not be reached.") from None


@contextmanager
def _opened(url: str, headers: dict[str, str]) -> Iterator[requests.Response]:
    first_host = urlsplit(url).netloc
    for _hop in range(REDIRECTS):
        same_host = urlsplit(url).netloc == first_host
        with _session(url) as session:
            response = session.get(
                url,
                headers=headers if same_host else {},
                stream=True,
                timeout=TIMEOUT,
                allow_redirects=False,
            )
            with closing(response):
                if response.status_code not in _REDIRECTS:
                    yield response
                    return
                url = urljoin(url, response.headers.get("Location", ""))
    raise CannotBeHad("It was redirected too often.")


def _session(url: str) -> requests.Session:
    parts = urlsplit(url)
    if {parts.netloc, parts.hostname} & set(settings.FETCH_ALSO_ALLOWED) and parts.scheme in (
        "http",
        "https",
    ):
        return requests.Session()
    if parts.scheme != "https" or not parts.hostname or parts.username:
        raise CannotBeHad("Its address is not one we fetch from.")
    session: requests.Session = HTTPSession(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=False,
            never_redirect=True,
            default_timeout=TIMEOUT,
        )
    )
    return session


def _copy(response: requests.Response, sink: Sink) -> None:
    if response.status_code in _LATER:
        raise NotYet(f"The provider answered {response.status_code}.")
    if response.status_code != 200:
        raise CannotBeHad(f"The provider answered {response.status_code}.")
    taken = 0
    for piece in response.iter_content(_PIECE):
        taken += len(piece)
        if taken > LARGEST:
            raise CannotBeHad("It is larger than 300 MB.")
        sink.write(piece)
    promised = response.headers.get("Content-Length", "")
    if promised.isdigit() and "Content-Encoding" not in response.headers and taken < int(promised):
        raise NotYet("It arrived incomplete.")
