"""What providers charge the agency for calls. Exact: they tell it to the millionth of a dollar."""

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_currency
from django.utils.translation import gettext as _

from callboard.ui.zones import locale

# Every adapter gives the cost of a call in it.
CURRENCY = "USD"
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Cost:
    """`millionths` of a US dollar, of the calls whose cost was told; of `unknown` calls it was not.

    A correction has the difference of both.
    """

    millionths: int = 0
    unknown: int = 0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(self.millionths + other.millionths, self.unknown + other.unknown)

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.millionths - other.millionths, self.unknown - other.unknown)

    @property
    def dollars(self) -> Decimal:
        return Decimal(self.millionths).scaleb(-6)


def told(cost: Cost) -> str:
    """ "$0.0842": of one call, as exactly as it is known."""
    if cost.unknown > 0:
        return _("not known")
    exact = cost.dollars.normalize()
    shown = format_currency(exact, CURRENCY, locale=locale(), decimal_quantization=False)
    return str(shown).replace("\xa0", " ")


def of_call(dollars: Decimal | None) -> Cost:
    return Cost(unknown=1) if dollars is None else Cost(int(dollars * MILLION))
