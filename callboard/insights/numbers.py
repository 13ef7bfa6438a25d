"""What a client's calls come to in a period and in the one before it, from the daily roll-up."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Min, Q, Sum
from django.db.models.functions import Coalesce

from callboard.calls.models import DailyCalls, Result
from callboard.insights.period import Period


@dataclass(frozen=True, slots=True)
class Numbers:
    """Spam is left out. `unanswered` are those of `calls` that the assistant could not take."""

    calls: int = 0
    unanswered: int = 0
    booked: int = 0
    put_through: int = 0
    duration_ms: int = 0

    @property
    def average_ms(self) -> int:
        return self.duration_ms // self.calls if self.calls else 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """`before` is None where the calls do not reach back over all of the earlier period: a
    comparison would be unfair.
    """

    now: Numbers
    before: Numbers | None


def compare(period: Period) -> Comparison:
    """Inside the open scope of a client. Two queries, whatever the number of calls."""
    rows = DailyCalls.objects.filter(calls__gt=0).exclude(result=Result.SPAM)
    began = rows.aggregate(began=Min("day"))["began"]
    counted = (
        rows.filter(day__range=(period.before.first, period.last))
        .values("result")
        .annotate(
            now=_sum("calls", period),
            now_ms=_sum("duration_ms", period),
            before=_sum("calls", period.before),
            before_ms=_sum("duration_ms", period.before),
        )
        .order_by()
    )
    found = list(counted)
    reaches_back = began is not None and began <= period.before.first
    return Comparison(
        _numbers((row["result"], row["now"], row["now_ms"]) for row in found),
        _numbers((row["result"], row["before"], row["before_ms"]) for row in found)
        if reaches_back
        else None,
    )


def _sum(field: str, period: Period) -> Coalesce:
    return Coalesce(Sum(field, filter=Q(day__range=(period.first, period.last))), 0)


def _numbers(results: Iterable[tuple[str, int, int]]) -> Numbers:
    found = list(results)
    by_result = {result: calls for result, calls, _ms in found}
    return Numbers(
        calls=sum(by_result.values()),
        unanswered=by_result.get(Result.UNANSWERED, 0),
        booked=by_result.get(Result.BOOKED, 0),
        put_through=by_result.get(Result.PUT_THROUGH, 0),
        duration_ms=sum(ms for _result, _calls, ms in found),
    )
