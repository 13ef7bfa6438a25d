"""Times that an office could offer, by its own clock."""

from datetime import datetime, time, timedelta
from random import Random

from callboard.agents.opening_hours import OpeningHours

OPENS, CLOSES = 8, 17
LENGTH = timedelta(minutes=40)
# Who is closed for longer than this offers times like any office.
SEARCHED_DAYS = 21


def two_slots(
    now: datetime, drawn: Random, hours: OpeningHours | None = None
) -> tuple[datetime, datetime]:
    """On the next days that are open, else on workdays; in the zone of `now`, earlier first."""
    first = _next(now, drawn, hours)
    return first, _next(first, drawn, hours)


def _next(after: datetime, drawn: Random, hours: OpeningHours | None) -> datetime:
    for days in range(1, SEARCHED_DAYS if hours else 0):
        day = after + timedelta(days=days)
        slots = [
            begins
            for hour in range(24)
            for minute in (0, 20, 40)
            if _fits(begins := _at(day, time(hour, minute)), hours)
        ]
        if slots:
            return drawn.choice(slots)
    return _on_a_workday(after + timedelta(days=1), drawn)


def _fits(begins: datetime, hours: OpeningHours | None) -> bool:
    last = begins + LENGTH - timedelta(minutes=1)
    return hours is not None and hours.is_open(begins) and hours.is_open(last)


def spoken(slot: datetime) -> str:
    """As somebody says it: "Thursday at 2:40"."""
    return f"{slot:%A} at {(slot.hour - 1) % 12 + 1}:{slot:%M}"


def _on_a_workday(day: datetime, drawn: Random) -> datetime:
    while day.weekday() > 4:
        day += timedelta(days=1)
    clock = time(drawn.randrange(OPENS, CLOSES), drawn.choice((0, 20, 40)))
    return _at(day, clock)


def _at(day: datetime, clock: time) -> datetime:
    return datetime.combine(day.date(), clock, tzinfo=day.tzinfo)
