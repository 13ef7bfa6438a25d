"""How many calls began while a business was closed, by the hours that are live now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from callboard.agents import live_hours
from callboard.agents.opening_hours import OpeningHours
from callboard.insights import counted as roll_ups
from callboard.insights.asked import Asked
from callboard.insights.counted import Clock
from callboard.insights.period import Period

# A Monday of a year in which no holiday is kept: what holds of any week.
_SOME_MONDAY = date(2001, 1, 1)
_HALF_HOUR = 30


@dataclass(frozen=True, slots=True)
class AfterHours:
    calls: int
    booked: int


def lone_days(hours: OpeningHours | None, period: Period) -> Iterator[date]:
    """Days on which the week's hours do not hold: holidays, and the days after them, whose nights
    before may differ.
    """
    for holiday in hours.holidays if hours else ():
        day, last = max(holiday.first, period.first), holiday.last + timedelta(days=1)
        while day <= min(last, period.last):
            yield day
            day += timedelta(days=1)


def after_hours(clock: Clock, hours: OpeningHours) -> AfterHours:
    """To the half hour: where hours begin or end amid one, it counts as it begins."""
    totals = [
        sum(
            calls
            for (weekday, day), halves in counted.items()
            for half, calls in enumerate(halves)
            if calls and not _is_open(hours, weekday, day, half)
        )
        for counted in (clock.calls, clock.booked)
    ]
    return AfterHours(*totals)


def answered(client_id: int, period: Period) -> int | None:
    """How many calls the assistant took while the business was closed; None as long as no opening
    hours are live. Inside the open scope of the client; two statements.
    """
    hours = live_hours.of(client_id)
    if hours is None:
        return None
    clock = roll_ups.clock(Asked(), period, lone_days(hours, period), answered=True)
    return after_hours(clock, hours).calls


def begins_amid_a_half_hour(hours: OpeningHours) -> bool:
    """Whether the count is not to the minute."""
    every = [*hours.week, *(holiday.ranges for holiday in hours.holidays)]
    return any(
        minute % _HALF_HOUR
        for ranges in every
        for one in ranges
        for minute in (one.begins, one.ends)
    )


def _is_open(hours: OpeningHours, weekday: int, day: date | None, half: int) -> bool:
    on = day or _SOME_MONDAY + timedelta(days=weekday)
    return hours.is_open(datetime.combine(on, time(half // 2, half % 2 * _HALF_HOUR)))
