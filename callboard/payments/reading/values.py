"""Readers of single values (see `callboard.providers.fields`)."""

from urllib.parse import urlsplit

from callboard.providers.fields import at, identifier, line, number

_read_id = identifier(255)
LARGEST = 10**13


def reference(value: object) -> str:
    """An id, given as such or as the object itself; "" where there is none."""
    return _read_id(at(value, "id")) or "" if isinstance(value, dict) else _read_id(value) or ""


def first_reference(node: object, *paths: str) -> str:
    return next(filter(None, (reference(at(node, path)) for path in paths)), "")


def whole(value: object) -> int:
    """0 where it is none, or beyond what anybody pays."""
    found = number(value)
    if found is None or found != found.to_integral_value() or abs(found) > LARGEST:
        return 0
    return int(found)


def currency(value: object) -> str:
    """ "USD"."""
    found = line(3)(value) or ""
    return found.upper() if len(found) == 3 and found.isascii() and found.isalpha() else ""


def link(value: object, longest: int = 500) -> str:
    """An address somebody may be sent to: https, or this machine's own in tests and the demo."""
    found = identifier(longest)(value) or ""
    try:
        parts = urlsplit(found)
    except ValueError:
        return ""
    here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    return found if parts.hostname and (parts.scheme == "https" or here) else ""
