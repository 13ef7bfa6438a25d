"""Twelve or twenty-four hours: as the language has it, unless the reader chose.

It is set for the request of a reader, so that nobody who shows a time has to know."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# CLDR patterns of a time of day.
PATTERNS = {"12": "h:mm a", "24": "HH:mm"}
_chosen: ContextVar[str] = ContextVar("clock", default="")


@contextmanager
def of(clock: str) -> Iterator[None]:
    """While it lasts times are written so: "12", "24" or, as the language has it, ""."""
    token = _chosen.set(clock)
    try:
        yield
    finally:
        _chosen.reset(token)


def pattern() -> str:
    """For Babel: the reader's choice, else the language's own."""
    return PATTERNS.get(_chosen.get(), "short")
