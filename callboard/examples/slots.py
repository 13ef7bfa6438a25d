"""Times that an office could offer, by its own clock."""

from datetime import datetime, time, timedelta
from random import Random

OPENS, CLOSES = 8, 17


def two_slots(now: datetime, drawn: Random) -> tuple[datetime, datetime]:
    """On the next workdays, in the zone of `now`, earlier first."""
    first = _on_a_workday(now + timedelta(days=1), drawn)
    return first, _on_a_workday(first + timedelta(days=1), drawn)


def spoken(slot: datetime) -> str:
    """As somebody says it: "Thursday at 2:40"."""
    return f"{slot:%A} at {(slot.hour - 1) % 12 + 1}:{slot:%M}"


def _on_a_workday(day: datetime, drawn: Random) -> datetime:
    while day.weekday() > 4:
        day += timedelta(days=1)
    clock = time(drawn.randrange(OPENS, CLOSES), drawn.choice((0, 20, 40)))
    return datetime.combine(day.date(), clock, tzinfo=day.tzinfo)
