"""What providers charge the agency for calls. Exact: they tell it to the millionth of a dollar."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import NumberPattern, format_currency
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


def column(costs: Iterable[Cost]) -> list[str]:
    """ "$0.0842", "$0.1000": of calls, as exactly as they are known, and with as many decimals each
    as any of them needs.
    """
    shown = list(costs)
    pattern = copy(locale().currency_formats["standard"])
    places = max([2, *(-_exponent(cost.dollars.normalize()) for cost in shown)])
    pattern.frac_prec = (places, places)
    return [_("not known") if cost.unknown > 0 else _told(cost, pattern) for cost in shown]


def _told(cost: Cost, pattern: NumberPattern) -> str:
    shown = format_currency(cost.dollars, CURRENCY, pattern, locale=locale(), currency_digits=False)
    return str(shown).replace("\xa0", " ")


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)


def of_call(dollars: Decimal | None) -> Cost:
    return Cost(unknown=1) if dollars is None else Cost(int(dollars * MILLION))
