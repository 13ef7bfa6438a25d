"""One number in the course of a period: by the day, or by the week where there are too many."""

from dataclasses import dataclass

from callboard.insights.asked import Charted
from callboard.insights.counted import Tally
from callboard.insights.period import Period
from callboard.insights.sheet import Sheet

# So many bars can still be told apart.
_MOST = 92


@dataclass(frozen=True, slots=True)
class Point:
    """`before` is the number of the part that stands here in the period before; None where that is
    not asked for, or not known. Of an unfinished part the rest is still to come.
    """

    part: Period
    value: int
    before: int | None
    unfinished: bool


def step(length: int) -> int:
    """How many days one part has."""
    return next(days for days in (1, 7, 28) if -(-length // days) <= _MOST)


def series(sheet: Sheet) -> list[Point]:
    days = step(sheet.period.length)
    parts = list(sheet.period.parts(days))
    compared = sheet.asked.compares and sheet.counted.reaches_back
    earlier = [_value(sheet, part) for part in sheet.period_before.parts(days)] if compared else []
    last = len(parts) - 1
    return [
        Point(
            part,
            _value(sheet, part),
            earlier[number] if compared else None,
            unfinished=number == last and sheet.today_is_in,
        )
        for number, part in enumerate(parts)
    ]


def _value(sheet: Sheet, part: Period) -> int:
    days = sheet.counted.days
    total = Tally()
    for one in part.parts(1):
        total += days.get(one.last, Tally())
    if sheet.asked.charted is Charted.BOOKED:
        return total.booked
    if sheet.asked.charted is Charted.MINUTES:
        return round(total.duration_ms / 60_000)
    return total.calls
