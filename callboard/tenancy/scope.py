"""Who is asking: the tenant whose rows may be read right now.

A scope is open for one agency, or for one client of one agency. Without an open scope every guarded
query raises: there is no "None means everybody". Reading across agencies is a separate act with a
reason."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


class NoScope(RuntimeError):
    """A tenant-owned table was read although nobody said for whom."""


class ForeignScope(RuntimeError):
    """A queryset made in one scope was used in another."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One agency; with `client_id`, one of its clients; with `crossing`, all agencies for that
    reason.
    """

    agency_id: int | None
    client_id: int | None = None
    crossing: str = ""


_open: ContextVar[Scope | None] = ContextVar("callboard_scope", default=None)


def current() -> Scope | None:
    return _open.get()


def required() -> Scope:
    """The open scope; raises `NoScope` where there is none."""
    scope = _open.get()
    if scope is None:
        raise NoScope("No tenant scope is open. Open one with scope.agency(…) or scope.client(…).")
    return scope


@contextmanager
def _opened(scope: Scope | None) -> Iterator[None]:
    token = _open.set(scope)
    try:
        yield
    finally:
        _open.reset(token)


def agency(agency_id: int) -> AbstractContextManager[None]:
    return _opened(Scope(_whole(agency_id)))


def client(agency_id: int, client_id: int) -> AbstractContextManager[None]:
    return _opened(Scope(_whole(agency_id), _whole(client_id)))


def crossing_agencies(reason: str) -> AbstractContextManager[None]:
    """Reads over all agencies. The reason is for the reader of the code and of a traceback."""
    if not reason.strip():
        raise ValueError("Crossing agencies needs a reason.")
    return _opened(Scope(None, crossing=reason))


def wiped() -> AbstractContextManager[None]:
    """No scope at all: how every background task begins."""
    return _opened(None)


def _whole(number: int) -> int:
    if not isinstance(number, int):
        raise TypeError(f"A scope needs an id, not {number!r}.")
    return number
