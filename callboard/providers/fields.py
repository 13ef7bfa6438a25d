"""Tolerant readers for values out of a webhook: each gives a clean, bounded value or None, and
never raises.

Adapters must live with nulls, numbers written as strings, objects where a string belongs, and text
that PostgreSQL refuses.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)

# From here on an epoch is in milliseconds: as seconds it would be the year 5138, as milliseconds it
# is 1973.
FIRST_MILLISECONDS = Decimal(10**11)
# Powers of ten between which a number is taken for one; beyond, arithmetic would cost memory.
MOST_DIGITS = 18

# Control characters but tab and newline, and halves of surrogate pairs: no database takes all of
# them.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")


def at(node: object, path: str) -> object:
    """What stands at a dotted path of keys; None where the way ends early."""
    for key in path.split("."):
        if not isinstance(node, Mapping):
            return None
        node = node.get(key)
    return node


def mapping(value: object) -> Mapping[str, object] | None:
    """An object with something in it."""
    return value if isinstance(value, Mapping) and value else None


def objects(value: object) -> list[Mapping[str, object]] | None:
    """The objects of a list, in order; None if there is none."""
    if not isinstance(value, list):
        return None
    return [one for one in value if isinstance(one, Mapping)] or None


def prose(limit: int) -> Callable[[object], str | None]:
    """Reads text of several lines, cut at `limit` characters."""

    def read(value: object) -> str | None:
        if not isinstance(value, str):
            return None
        return _UNFIT.sub("", value).strip()[:limit].rstrip() or None

    return read


def line(limit: int) -> Callable[[object], str | None]:
    """Reads text of one line, cut at `limit` characters; takes whole numbers as well."""

    def read(value: object) -> str | None:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            return None
        return _BLANKS.sub(" ", _UNFIT.sub("", value)).strip()[:limit].rstrip() or None

    return read


def identifier(limit: int) -> Callable[[object], str | None]:
    """Reads an id: like `line`, but None if too long, since a cut id would be another's."""
    read_line = line(limit + 1)

    def read(value: object) -> str | None:
        found = read_line(value)
        return found if found is not None and len(found) <= limit else None

    return read


def number(value: object) -> Decimal | None:
    """A finite number of sensible size, also when written as a string."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and len(value) > 40:
        return None
    try:
        found = Decimal(value) if isinstance(value, int) else Decimal(str(value).strip())
    except InvalidOperation:
        return None
    if not found.is_finite() or abs(found.adjusted()) > MOST_DIGITS:
        return None
    return found


def boolean(value: object) -> bool | None:
    """True and false, also as words."""
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return value if isinstance(value, bool) else None


def moment(value: object) -> datetime | None:
    """An aware time in UTC from an epoch (seconds or milliseconds) or an ISO 8601 string, which is
    UTC if it names no zone.

    None outside this century.
    """
    epoch = number(value)
    try:
        if epoch is not None:
            found = _from_epoch(epoch)
        elif isinstance(value, str) and len(value) <= 40:
            found = _from_iso(value.strip())
        else:
            return None
    except (ValueError, OverflowError):
        return None
    return found if EARLIEST <= found < LATEST else None


def milliseconds(span: timedelta) -> int:
    return round(span / timedelta(milliseconds=1))


def _from_epoch(epoch: Decimal) -> datetime:
    if abs(epoch) < FIRST_MILLISECONDS:
        epoch *= 1000
    return EPOCH + timedelta(milliseconds=round(epoch))


def _from_iso(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
