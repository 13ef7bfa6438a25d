"""What the bookings of a period may have been worth: a sum of a client's own figures, spelled out.

Nothing is estimated that was not counted or said: bookings are counted, what one is worth and how
many would have been lost was said by somebody.
"""

from dataclasses import dataclass

from callboard.calls.models import Worth
from callboard.insights.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Term:
    """So many bookings × what one is worth × the share that would have been lost. `after_hours` is
    None where no hours are live that would tell.
    """

    after_hours: bool | None
    bookings: int
    percent: int
    amount: int


@dataclass(frozen=True, slots=True)
class Value:
    """Amounts in minor units of the figures' currency."""

    figures: Worth
    terms: list[Term]

    @property
    def total(self) -> int:
        return sum(term.amount for term in self.terms)


def value(sheet: Sheet) -> Value | None:
    """None as long as nobody said what a booking is worth."""
    figures: Worth | None = Worth.objects.first()
    if figures is None:
        return None
    booked, after = sheet.now.booked, sheet.after_hours
    if after is None:
        return Value(figures, [_term(None, booked, figures.lost_in_hours, figures)])
    terms = [
        _term(True, after.booked, figures.lost_after_hours, figures),
        _term(False, booked - after.booked, figures.lost_in_hours, figures),
    ]
    return Value(figures, terms)


def _term(after_hours: bool | None, bookings: int, percent: int, figures: Worth) -> Term:
    # Half a minor unit is rounded up.
    amount = (bookings * figures.booking * percent + 50) // 100
    return Term(after_hours, bookings, percent, amount)
