"""What the roll-ups say of a period: read in two statements, whatever the number of calls."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, Q, Sum, Value, When
from django.db.models.functions import Cast, Coalesce

from callboard.calls.callers import FIRST, NUMBERLESS, REPEAT
from callboard.calls.models import DailyCalls, DailyHours, DailyReasons, Result
from callboard.calls.models.by_the_clock import HALVES
from callboard.insights.asked import Asked
from callboard.insights.period import Period

# In the order of `Rang`.
_RANG = (FIRST, REPEAT, NUMBERLESS)
_DAY, _RESULT, _REASON = "day", "result", "reason"
_NO_DAY = Cast(Value(None), models.DateField())
# Nobody spoke to the assistant.
NOT_ANSWERED = frozenset(
    {Result.UNANSWERED, Result.NO_ANSWER, Result.BUSY, Result.CANCELLED, Result.VOICEMAIL}
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Of a day, an outcome or a reason."""

    calls: int = 0
    duration_ms: int = 0
    booked: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.calls + other.calls,
            self.duration_ms + other.duration_ms,
            self.booked + other.booked,
        )


@dataclass(frozen=True, slots=True)
class Rang:
    """Of the calls in which somebody rang (`callboard.calls.callers`)."""

    first: int = 0
    repeat: int = 0
    numberless: int = 0

    def __add__(self, other: "Rang") -> "Rang":
        return Rang(
            self.first + other.first,
            self.repeat + other.repeat,
            self.numberless + other.numberless,
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """`results` and `reasons` are what there is to choose from: of all outcomes and all reasons,
    each as the other is chosen, and `results` with spam. `rang` is by result too, and empty where a
    reason is chosen. `reaches_back` says whether calls are known from so early on that the period
    before can be compared.
    """

    days: dict[date, Tally] = field(default_factory=dict)
    results: dict[str, Tally] = field(default_factory=dict)
    results_before: dict[str, Tally] = field(default_factory=dict)
    reasons: dict[str, Tally] = field(default_factory=dict)
    rang: dict[str, Rang] = field(default_factory=dict)
    reaches_back: bool = False


def counted(asked: Asked, period: Period, before: Period) -> Counted:
    """Inside the open scope of a client. One statement."""
    rows = DailyReasons.objects.filter(reason=asked.reason) if asked.reason else DailyCalls.objects
    parts = (
        _by_day(rows, asked, period, before),
        _by_result(rows, period, before, known=() if asked.reason else _RANG),
        _by_reason(asked, period),
    )
    found = Counted()
    reaches_back = False
    union = parts[0].union(*parts[1:], all=True)
    for kind, day, name, calls, ms, booked, earlier, earlier_ms, *rang, reaches in union:
        tally = Tally(calls, ms, booked)
        if kind == _DAY:
            found.days[day] = tally
        elif kind == _REASON:
            found.reasons[name] = tally
        else:
            reaches_back = reaches_back or bool(reaches)
            found.results[name] = tally
            found.results_before[name] = Tally(earlier, earlier_ms)
            if not asked.reason:
                found.rang[name] = Rang(*rang)
    return replace(found, reaches_back=reaches_back)


def _by_day(rows: Any, asked: Asked, period: Period, before: Period) -> Any:
    return _columns(
        _of_outcome(_between(rows, before.first, period.last), asked),
        _DAY,
        day=F("day"),
        name=Value(""),
        calls=Sum("calls"),
        ms=Sum("duration_ms"),
        booked=Coalesce(Sum("calls", filter=Q(result=Result.BOOKED)), 0),
    )


def _by_result(rows: Any, period: Period, before: Period, known: Iterable[str]) -> Any:
    earlier = DailyCalls.objects.filter(day__lte=before.first, calls__gt=0)
    return _columns(
        _between(rows, before.first, period.last),
        _RESULT,
        day=_NO_DAY,
        name=F("result"),
        calls=_sum("calls", period),
        ms=_sum("duration_ms", period),
        earlier=_sum("calls", before),
        earlier_ms=_sum("duration_ms", before),
        **{name: _sum(name, period) for name in known},
        reaches=Exists(earlier.exclude(result=Result.SPAM)),
    )


def _by_reason(asked: Asked, period: Period) -> Any:
    return _columns(
        _of_outcome(_between(DailyReasons.objects, period.first, period.last), asked),
        _REASON,
        day=_NO_DAY,
        name=F("reason"),
        calls=Sum("calls"),
        ms=Value(0),
    )


def _columns(rows: Any, kind: str, *, day: Any, name: Any, **sums: Any) -> Any:
    """The same columns of each part."""
    zero = Value(0, output_field=models.BigIntegerField())
    wide = {
        key: Cast(sums.get(key, zero), models.BigIntegerField())
        for key in ("calls", "ms", "booked", "earlier", "earlier_ms", *_RANG)
    }
    reaches = sums.get("reaches", Value(False))
    grouped = rows.order_by().values_list(Value(kind), day, name)
    return grouped.annotate(**{f"{key}_": value for key, value in wide.items()}, reaches_=reaches)


def clock(
    asked: Asked, period: Period, apart: Iterable[date], *, answered: bool = False
) -> "Clock":
    """One statement. The days that stand `apart` (holidays) are told one by one; with `answered`,
    of calls that the assistant took alone.
    """
    rows: Any = DailyReasons.objects.filter(reason=asked.reason)
    if not asked.reason:
        rows = DailyHours.objects.all()
    rows = _of_outcome(_between(rows, period.first, period.last), asked).order_by()
    if answered:
        rows = rows.exclude(result__in=NOT_ANSWERED)
    lone = [day for day in apart if day in period]
    on = Case(When(day__in=lone, then=F("day")), default=_NO_DAY) if lone else _NO_DAY
    booked = Case(When(result=Result.BOOKED, then=True), default=False)
    grouped = rows.annotate(on=on, is_booked=booked).values_list("weekday", "on", "is_booked")
    found = Clock()
    for weekday, day, is_booked, *halves in grouped.annotate(**_HALVES):
        for known in (found.calls, found.booked) if is_booked else (found.calls,):
            for half, calls in enumerate(halves):
                known[weekday, day][half] += calls
    return found


_HALVES: dict[str, Any] = {f"{half}_": Sum(half) for half in HALVES}
_Halves = dict[tuple[int, date | None], list[int]]


@dataclass(frozen=True, slots=True)
class Clock:
    """How many calls began in each half hour of a weekday, or of a day that stands apart."""

    calls: _Halves = field(default_factory=lambda: defaultdict(lambda: [0] * len(HALVES)))
    booked: _Halves = field(default_factory=lambda: defaultdict(lambda: [0] * len(HALVES)))

    def hours(self) -> list[list[int]]:
        """Seven weekdays of 24 hours, Monday first."""
        found = [[0] * 24 for _ in range(7)]
        for (weekday, _day), halves in self.calls.items():
            for half, calls in enumerate(halves):
                found[weekday][half // 2] += calls
        return found


def _between(rows: Any, first: date, last: date) -> Any:
    return rows.filter(day__range=(first, last))


def _of_outcome(rows: Any, asked: Asked) -> Any:
    """Spam is left out unless it is asked for."""
    if asked.outcome:
        return rows.filter(result=asked.outcome)
    return rows.exclude(result=Result.SPAM)


def _sum(name: str, period: Period) -> Any:
    return Coalesce(Sum(name, filter=Q(day__range=(period.first, period.last))), 0)
