"""What is left of what a client pays once its calls are paid for: for the agency alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from callboard.billing import costs
from callboard.billing.costs import CURRENCY, MILLION, Cost
from callboard.billing.used import half_up

CENTS = 100


@dataclass(frozen=True, slots=True)
class Margin:
    """`billed` is in minor units of `currency`, before tax.

    Providers charge in US dollars. What is billed in another currency has no margin here: no rate
    would be the one of the day on which the agency pays.
    """

    currency: str
    billed: int
    cost: Cost

    def __add__(self, other: "Margin") -> "Margin":
        assert self.currency == other.currency
        return Margin(self.currency, self.billed + other.billed, self.cost + other.cost)

    @property
    def is_comparable(self) -> bool:
        return self.currency == CURRENCY

    @property
    def cost_is_known(self) -> bool:
        """At least of some of the calls, or there are none."""
        return bool(self.cost.millionths) or not self.cost.unknown

    @property
    def cents(self) -> int:
        """The cost, to the cent."""
        return half_up(self.cost.millionths * CENTS, MILLION)

    @property
    def amount(self) -> int | None:
        """So that what is shown adds up: what is billed less the cost to the cent."""
        return self.billed - self.cents if self.is_comparable and self.cost_is_known else None

    @property
    def is_at_most(self) -> bool:
        """Calls whose cost is not known make it smaller."""
        return self.amount is not None and self.cost.unknown > 0

    @property
    def percent(self) -> Decimal | None:
        """With one decimal, rounded down: of what costs something, never all is left."""
        if self.amount is None or self.billed <= 0:
            return None
        return Decimal(self.amount * 1000 // self.billed).scaleb(-1)

    @property
    def exact(self) -> Decimal | None:
        """In dollars, to the millionth, for who adds up many."""
        if self.amount is None:
            return None
        return Decimal(self.billed).scaleb(-2) - self.cost.dollars


def totals(margins: Iterable[Margin]) -> list[Margin]:
    """One a currency, that of the providers first."""
    found: dict[str, Margin] = {}
    for one in margins:
        nothing = Margin(one.currency, 0, costs.Cost())
        found[one.currency] = found.get(one.currency, nothing) + one
    return sorted(found.values(), key=lambda one: (not one.is_comparable, one.currency))
