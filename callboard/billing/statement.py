"""What a period comes to: a few sums of a roll-up, whatever the number of calls.

A correction of a closed period costs what that period would have cost by its own terms, less what
it did: who used fewer minutes than the included ones gets nothing back, who used more gets the
price of the difference.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from callboard.billing.costs import Cost
from callboard.billing.models import Credit, Period, Usage
from callboard.billing.used import Used, extra_cost, extra_seconds, half_up


@dataclass(frozen=True, slots=True)
class Correction:
    of_period: Period
    change: Used
    amount: int


@dataclass(frozen=True, slots=True)
class Statement:
    """Money in minor units of the terms' currency. `carried` is what credits are worth more than
    there is to pay. `cost` is the provider's: no client may see it.
    """

    period: Period
    used: Used
    included_minutes: int
    extra_seconds: int
    base: int
    setup: int
    extra: int
    corrections: Sequence[Correction]
    credits: Sequence[Credit]
    subtotal: int
    tax: int
    carried: int
    cost: Cost

    @property
    def total(self) -> int:
        return self.subtotal + self.tax

    @property
    def beside_fee(self) -> int:
        """What is to be billed beside a price that was billed already: less than 0 for a credit."""
        return self.subtotal - self.base

    @property
    def monthly_price(self) -> int:
        """What Stripe charges where it does, else the plan's."""
        fee = self.period.stripe_fee
        return self.period.terms.monthly_price if fee is None else fee

    @property
    def tax_rate(self) -> Decimal:
        """Where Stripe bills, taxes are Stripe's too."""
        return Decimal(0) if self.period.is_at_stripe else self.period.terms.tax_rate

    @property
    def billed_seconds(self) -> int:
        return self.used.billed_seconds(self.period.terms.rounding)


def of(period: Period) -> Statement:
    """Two queries, one more where there are corrections. `period` comes with its terms."""
    return of_many([period])[0]


def of_many(periods: Sequence[Period]) -> list[Statement]:
    """The same queries for all of them."""
    ids = [period.pk for period in periods]
    pairs = list(Usage.objects.filter(period__in=ids))
    corrected = {pair.of_period_id for pair in pairs if pair.of_period_id != pair.period_id}
    history: list[Usage] = []
    if corrected:
        rows = Usage.objects.filter(of_period__in=corrected)
        history = list(rows.select_related("period", "of_period__terms"))
    asked = {*ids, *corrected}
    given = list(Credit.objects.filter(period__in=asked, removed_at__isnull=True).order_by("id"))
    return [_statement(period, pairs, history, given) for period in periods]


def included(period: Period, credits: Iterable[Credit]) -> int:
    """Minutes, with those that were given."""
    own = half_up(period.terms.included_minutes * period.days, period.full_days)
    return own + sum(credit.minutes for credit in credits if credit.period_id == period.pk)


def _statement(
    period: Period, pairs: list[Usage], history: list[Usage], given: list[Credit]
) -> Statement:
    terms = period.terms
    own = [pair for pair in pairs if pair.period_id == pair.of_period_id == period.pk]
    used = _sum(own)
    minutes = included(period, given)
    credits = [credit for credit in given if credit.period_id == period.pk]
    corrections = _corrections(period, history, given)
    base = _base(period)
    setup = terms.setup_fee if period.is_first else 0
    extra = extra_cost(used, minutes, terms)
    before = base + setup + extra + sum(one.amount for one in corrections)
    rest = before - sum(credit.amount for credit in credits)
    subtotal = max(0, rest)
    return Statement(
        period=period,
        used=used,
        included_minutes=minutes,
        extra_seconds=extra_seconds(used, minutes, terms.rounding),
        base=base,
        setup=setup,
        extra=extra,
        corrections=corrections,
        credits=credits,
        subtotal=subtotal,
        tax=0 if period.is_at_stripe else tax_on(subtotal, terms.tax_rate),
        carried=max(0, -rest),
        cost=sum((pair.charged for pair in pairs if pair.period_id == period.pk), start=Cost()),
    )


def _base(period: Period) -> int:
    if period.stripe_fee is not None:
        return period.stripe_fee
    return half_up(period.terms.monthly_price * period.days, period.full_days)


def _corrections(period: Period, history: list[Usage], given: list[Credit]) -> list[Correction]:
    found = []
    for mine in history:
        if mine.period_id != period.pk or mine.of_period_id == period.pk:
            continue
        closed = mine.of_period
        earlier = [
            row
            for row in history
            if row.of_period_id == closed.pk and row.period.starts_on < period.starts_on
        ]
        before, change = _sum(earlier), _sum([mine])
        if change == Used():
            continue
        minutes = included(closed, given)
        amount = extra_cost(before + change, minutes, closed.terms)
        amount -= extra_cost(before, minutes, closed.terms)
        found.append(Correction(closed, change, amount))
    return sorted(found, key=lambda one: one.of_period.starts_on)


def tax_on(amount: int, rate: Decimal) -> int:
    return int((amount * rate / 100).quantize(Decimal(1), ROUND_HALF_UP))


def _sum(rows: Iterable[Usage]) -> Used:
    total = Used()
    for row in rows:
        total += Used(row.calls, row.seconds, row.minutes)
    return total
