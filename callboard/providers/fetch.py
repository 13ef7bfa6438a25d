"""Fetching from outside: the one door, with its filters.

Only https to public addresses, checked again at every redirect, and never with our credentials on
another host. FETCH_ALSO_ALLOWED names hosts (`host` or `host:port`) that tests and the demo may use
beside the rule.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol
from urllib.parse import SplitResult, urljoin, urlsplit

import requests
from django.conf import settings
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError

LARGEST = 300 * 1024 * 1024
REDIRECTS = 4
# Seconds to connect, and between two pieces; then for the whole, so that a trickle ends as well.
TIMEOUT = (5.0, 20.0)
LONGEST = 300.0
_PIECE = 64 * 1024

# Worth another try: not there yet, too busy, or broken for the moment.
_LATER = frozenset({404, 408, 409, 425, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class NotYet(Exception):
    """It may be had later; the message says what happened."""


class CannotBeHad(Exception):
    """It will not be had; the message says why."""


class Sink(Protocol):
    def write(self, piece: bytes, /) -> object: ...


def into(url: str, sink: Sink, *, headers: dict[str, str]) -> None:
    """Writes the body behind `url` to `sink` in pieces. `headers` are credentials: they go to that
    host alone.

    Raises `NotYet` or `CannotBeHad`, and what the sink raises.
    """
    try:
        with _opened(url, headers) as response:
            _check(response)
            for piece in _pieces(response):
                sink.write(piece)
    except InvalidIPAddress:
        raise CannotBeHad("Its address is not a public one.") from None
    except ValueError:
        raise CannotBeHad("Its address cannot be read.") from None
    except requests.RequestException:
        raise NotYet("The provider could not be reached.") from None
    except HTTPError:
        raise NotYet("It arrived incomplete.") from None


@contextmanager
def _opened(url: str, credentials: dict[str, str]) -> Iterator[requests.Response]:
    for _hop in range(REDIRECTS + 1):
        parts = urlsplit(url)
        headers = {"Accept-Encoding": "identity", **credentials}
        with (
            _session(parts) as session,
            session.get(
                url, headers=headers, stream=True, timeout=TIMEOUT, allow_redirects=False
            ) as response,
        ):
            if response.status_code not in _REDIRECTS:
                yield response
                return
            url = urljoin(url, response.headers.get("Location", ""))
        if urlsplit(url)[:2] != parts[:2]:
            # For good: who led us away could lead us back, to a place of their choice.
            credentials = {}
    raise CannotBeHad("It was redirected too often.")


def _session(parts: SplitResult) -> requests.Session:
    named = {parts.netloc, parts.hostname} & set(settings.FETCH_ALSO_ALLOWED)
    if named and parts.scheme in ("http", "https"):
        session = requests.Session()
    elif parts.scheme == "https" and parts.hostname and not parts.username:
        session = HTTPSession(
            Config(
                ip_filter_enable=True,
                ip_filter_allow_loopback_ips=False,
                never_redirect=True,
                default_timeout=TIMEOUT,
            )
        )
    else:
        raise CannotBeHad("Its address is not one we fetch from.")
    # A proxy would look names up itself, behind the filter; .netrc holds the operator's passwords.
    session.trust_env = False
    return session


def _check(response: requests.Response) -> None:
    if response.status_code in _LATER:
        raise NotYet(f"The provider answered {response.status_code}.")
    if response.status_code != 200:
        raise CannotBeHad(f"The provider answered {response.status_code}.")
    promised = response.headers.get("Content-Length", "")
    if promised.isdecimal() and int(promised[:20]) > LARGEST:
        raise _too_large()


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """As they arrive, so that the clock is looked at. urllib3 tells of a body that ends early."""
    taken, end = 0, time.monotonic() + LONGEST
    while piece := response.raw.read1(_PIECE, decode_content=True):
        taken += len(piece)
        if taken > LARGEST:
            raise _too_large()
        if time.monotonic() > end:
            raise NotYet("It came too slowly.")
        yield piece


def _too_large() -> CannotBeHad:
    return CannotBeHad(f"It is larger than {LARGEST // (1024 * 1024)} MB.")
