"""What the days before a morning came to for one client, as its people may see it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Sum

from callboard.agencies.models import Client
from callboard.bookings import diary
from callboard.calls import best
from callboard.calls.models import Call, DailyCalls, Result
from callboard.insights import closed, numbers
from callboard.insights.numbers import Comparison
from callboard.insights.period import Period
from callboard.summaries.mornings import Due
from callboard.tenancy import scope

BEST = 3
# More are told as "more than 99".
COUNTED = 99
# A busiest day among fewer is chance.
FEWEST_FOR_A_DAY = 5


@dataclass(frozen=True, slots=True)
class Content:
    """`waiting` callers and bookings `to_enter` are those of now, each at most `COUNTED` + 1;
    `after_hours` are calls of a week that were answered while the business was closed, None where
    nobody knows its hours.
    """

    numbers: Comparison
    busiest: tuple[date, int] | None = None
    after_hours: int | None = None
    waiting: int = 0
    to_enter: int = 0
    calls: list[Call] = field(default_factory=list)

    @property
    def is_silent(self) -> bool:
        return not self.numbers.now.calls


def had_calls(client: Client, due: Due) -> bool:
    """One query."""
    first, last = due.period.first, due.period.last
    rows = DailyCalls.objects.filter(client=client, day__range=(first, last), calls__gt=0)
    return bool(rows.exclude(result=Result.SPAM).exists())


def of(client: Client, due: Due, now: datetime) -> Content:
    with scope.client(client.agency_id, client.pk):
        found = numbers.compare(due.period)
        waiting = Call.objects.shown_to_client().to_call_back().newest_first()
        return Content(
            numbers=found,
            busiest=_busiest(due.period) if due.is_week else None,
            after_hours=closed.answered(client.pk, due.period) if due.is_week else None,
            waiting=len(waiting.values_list("pk")[: COUNTED + 1]),
            to_enter=len(diary.not_in_calendar(client, now).values_list("pk")[: COUNTED + 1]),
            calls=best.best_of(*_bounds(due.period, client.time_zone), BEST),
        )


def _bounds(period: Period, zone: str) -> tuple[datetime, datetime]:
    """From midnight to midnight by the clock, whatever the clocks did in between."""
    place = ZoneInfo(zone)
    after = period.last + timedelta(days=1)
    return (
        datetime.combine(period.first, time(0), place),
        datetime.combine(after, time(0), place),
    )


def _busiest(period: Period) -> tuple[date, int] | None:
    """None where no day stands out."""
    rows = DailyCalls.objects.filter(day__range=(period.first, period.last))
    by_day = rows.exclude(result=Result.SPAM).order_by().values_list("day").annotate(n=Sum("calls"))
    days = sorted(by_day, key=lambda one: one[1], reverse=True)
    if len(days) < 2 or sum(n for _day, n in days) < FEWEST_FOR_A_DAY or days[0][1] == days[1][1]:
        return None
    return days[0]
