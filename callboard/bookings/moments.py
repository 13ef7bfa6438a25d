"""When a booking begins, as tools are told it: ISO 8601, an epoch, or words with a whole date.

A time without a zone is the business's. What leaves anything to guess (a date without a time, a day
without its month, 03/04) is no time."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil import parser

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)

# From here on an epoch is in milliseconds.
_FIRST_MILLISECONDS = 10**11
_SLASHED = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b")
_TIME = re.compile(r"\d\s*(:\s*\d\d|[ap]\.?m\b)", re.IGNORECASE)
# What is missing from a text shows as a difference between these two.
_DEFAULTS = (datetime(2001, 1, 1, 1, 1), datetime(2002, 2, 2, 2, 2))


def read(value: object, zone: ZoneInfo) -> datetime | None:
    """Aware, in UTC, within this century; None for what is no moment."""
    try:
        told = _moment(value, zone)
        # Also a zone of more than a day is only found out here.
        found = told.astimezone(UTC) if told else None
    except (ValueError, OverflowError, parser.ParserError):
        return None
    return found if found and EARLIEST <= found < LATEST else None


def zone_of(value: object, otherwise: ZoneInfo) -> ZoneInfo:
    """The zone of this IANA name; what is none leaves the other."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9_+/-]{1,64}", value):
        return otherwise
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return otherwise


def _moment(value: object, zone: ZoneInfo) -> datetime | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _epoch(float(value))
    if not isinstance(value, str) or len(value) > 80:
        return None
    text = value.strip()
    if text.isascii() and text.isdecimal():
        return _epoch(float(text)) if len(text) in (10, 13) else None
    if not _TIME.search(text):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = _in_words(text)
    return found.replace(tzinfo=zone) if found.tzinfo is None else found


def _epoch(value: float) -> datetime:
    seconds = value / 1000 if abs(value) >= _FIRST_MILLISECONDS else value
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)


def _in_words(text: str) -> datetime:
    """ "Nov 27, 2026 at 2:40 PM". Raises ValueError where something would have to be guessed."""
    day = _SLASHED.search(text)
    if day and int(day[1]) <= 12 and int(day[2]) <= 12 and day[1] != day[2]:
        raise ValueError("day and month cannot be told apart")
    first: datetime
    first, second = (parser.parse(text, default=default) for default in _DEFAULTS)
    if first.replace(second=0) != second.replace(second=0):
        raise ValueError("a part of the date or time is missing")
    return first
