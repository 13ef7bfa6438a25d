"""All that the page of numbers and its file show: read once, and counted together here."""

from dataclasses import dataclass
from datetime import datetime

from callboard.agencies.models import Client
from callboard.agents import live_hours
from callboard.agents.opening_hours import OpeningHours
from callboard.calls.models import Result
from callboard.insights import closed, counted
from callboard.insights.asked import Asked
from callboard.insights.closed import AfterHours
from callboard.insights.counted import NOT_ANSWERED, Clock, Counted, Tally
from callboard.insights.period import Period

# Of fewer calls a percentage or a trend is chance.
FAIR = 20


@dataclass(frozen=True, slots=True)
class Totals:
    """Without spam, unless that is what was asked for."""

    calls: int
    answered: int
    booked: int
    duration_ms: int

    @property
    def minutes(self) -> int:
        return round(self.duration_ms / 60_000)

    @property
    def booking_rate(self) -> float:
        return self.booked / self.answered if self.answered else 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """`before` is None where a comparison would be unfair: too few calls in one of the periods, or
    none known from so long ago. `after_hours` is None as long as no opening hours are live.
    """

    asked: Asked
    period: Period
    period_before: Period
    zone: str
    today_is_in: bool
    counted: Counted
    clock: Clock
    hours: OpeningHours | None
    now: Totals
    before: Totals | None
    after_hours: AfterHours | None

    @property
    def is_fair(self) -> bool:
        return self.now.calls >= FAIR

    @property
    def has_calls(self) -> bool:
        return any(tally.calls for tally in self.counted.results.values())


def sheet(asked: Asked, client: Client, now: datetime) -> Sheet:
    """Inside the open scope of the client. Three statements, whatever the number of calls."""
    period = asked.period(now, client.time_zone)
    before = asked.before(period)
    hours = live_hours.of(client.pk)
    found = counted.counted(asked, period, before)
    clock = counted.clock(asked, period, closed.lone_days(hours, period))
    totals, earlier = _totals(asked, found.results), _totals(asked, found.results_before)
    fair = found.reaches_back and min(totals.calls, earlier.calls) >= FAIR
    return Sheet(
        asked=asked,
        period=period,
        period_before=before,
        zone=client.time_zone,
        today_is_in=Period.until(now, client.time_zone, 1).last in period,
        counted=found,
        clock=clock,
        hours=hours,
        now=totals,
        before=earlier if fair else None,
        after_hours=closed.after_hours(clock, hours) if hours else None,
    )


def _totals(asked: Asked, results: dict[str, Tally]) -> Totals:
    chosen = {
        result: tally
        for result, tally in results.items()
        if (result == asked.outcome if asked.outcome else result != Result.SPAM)
    }
    return Totals(
        calls=sum(tally.calls for tally in chosen.values()),
        answered=sum(t.calls for result, t in chosen.items() if result not in NOT_ANSWERED),
        booked=chosen[Result.BOOKED].calls if Result.BOOKED in chosen else 0,
        duration_ms=sum(tally.duration_ms for tally in chosen.values()),
    )
