"""On which days periods begin and end: pure dates, of no zone.

A period begins on the same day of each month, or on the month's last where it is shorter: those of
the 31st begin on the 28th of February and on the 31st of March again.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def start_of(day: date, period_day: int) -> date:
    """When the period that has this day begins."""
    here = in_month(day.year, day.month, period_day)
    return here if here <= day else _shifted(day, -1, period_day)


def next_after(day: date, period_day: int) -> date:
    """The first beginning after this day."""
    here = in_month(day.year, day.month, period_day)
    return here if here > day else _shifted(day, 1, period_day)


def _shifted(day: date, by: int, period_day: int) -> date:
    months = day.year * 12 + day.month - 1 + by
    return in_month(months // 12, months % 12 + 1, period_day)


def midnight(day: date, zone: str) -> datetime:
    """When a day begins there, in UTC: hours added to it are hours, whatever the clocks do."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
