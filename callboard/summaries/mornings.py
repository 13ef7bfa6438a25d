"""When a summary is due: a morning of the client's own calendar, at an hour of its own clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from callboard.insights.period import Period

DAY = timedelta(days=1)
WEEK = 7
# A week that was missed for longer is no news: the next one comes.
CATCH_UP = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Due:
    """What is told on a `morning`: the `days` that ended the evening before."""

    morning: date
    days: int

    @property
    def period(self) -> Period:
        return Period(self.morning - DAY, self.days)

    @property
    def is_week(self) -> bool:
        return self.days == WEEK


def moment(day: date, hour: int, zone: str) -> datetime:
    """That hour of that day. One that the clocks leave out is the moment they do; of one that they
    go through twice it is the first.
    """
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)


def latest(now: datetime, hour: int, zone: str) -> date:
    """The last day whose hour has come."""
    today = now.astimezone(ZoneInfo(zone)).date()
    return today if moment(today, hour, zone) <= now else today - DAY


def following(now: datetime, hour: int, zone: str) -> datetime:
    """When the hour comes next."""
    return moment(latest(now, hour, zone) + DAY, hour, zone)


def due(now: datetime, hour: int, zone: str, told_on: date) -> tuple[Due | None, Due | None]:
    """The week and the day that are to be told now, after what was told until `told_on`.

    On a Monday there is the week alone. After a time without a worker: the last week if its Monday
    is no more than `CATCH_UP` ago, and the last day."""
    last = latest(now, hour, zone)
    monday = monday_of(last)
    recent = now - moment(monday, hour, zone) <= CATCH_UP
    week = Due(monday, WEEK) if monday > told_on and recent else None
    day = Due(last, 1) if last > told_on and last != monday else None
    return week, day


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
