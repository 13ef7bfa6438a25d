"""Where a page of the history goes on."""

from collections.abc import Mapping

_DIGITS = 9


def number_in(query: Mapping[str, str]) -> int | None:
    """None for the newest, and for what is no number."""
    typed = query.get("before", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS else None
