from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from callboard.payments import amounts
from callboard.payments.reading.customer import CardFacts, card
from callboard.payments.reading.values import currency, reference, whole
from callboard.providers.fields import at, line, moment, objects

# It goes on being billed.
_LIVE = frozenset({"active", "past_due", "trialing"})
_OVER = frozenset({"canceled", "incomplete_expired"})


@dataclass(frozen=True, slots=True)
class SubscriptionFacts:
    """`price` is what it costs a month, in minor units; None where it is not billed by the month,
    or by what is used. `ends_at` is when it is to end, and `period_end` until when it is billed.
    """

    stripe_id: str
    status: str
    currency: str
    price: int | None
    period_end: datetime | None
    ends_at: datetime | None
    card: CardFacts | None

    @property
    def is_live(self) -> bool:
        return self.status in _LIVE

    @property
    def is_over(self) -> bool:
        return self.status in _OVER


def subscription(told: Mapping[str, object]) -> SubscriptionFacts:
    items = objects(at(told, "items.data")) or []
    first = items[0] if items else {}
    codes = (told.get("currency"), at(first, "price.currency"), at(first, "plan.currency"))
    code = next(filter(None, map(currency, codes)), "")
    ends = [moment(item.get("current_period_end")) for item in items]
    period_end = moment(told.get("current_period_end")) or next(filter(None, ends), None)
    ends_at = moment(told.get("cancel_at"))
    if told.get("cancel_at_period_end") is True:
        ends_at = ends_at or period_end
    return SubscriptionFacts(
        stripe_id=reference(told),
        status=line(30)(told.get("status")) or "",
        currency=code,
        price=_price(items, code),
        period_end=period_end,
        ends_at=ends_at,
        card=card(told.get("default_payment_method")),
    )


def _price(items: list[Mapping[str, object]], code: str) -> int | None:
    prices = [_price_of(item) for item in items]
    known = [price for price in prices if price is not None]
    return amounts.ours(sum(known), code) if code and known and len(known) == len(prices) else None


def _price_of(item: Mapping[str, object]) -> int | None:
    """None where it is no sum a month."""
    price = item.get("price") or item.get("plan")
    every = at(price, "recurring") or price  # a plan says it itself
    amount = at(price, "unit_amount") if at(price, "recurring") else at(price, "amount")
    is_monthly = at(every, "interval") == "month" and (at(every, "interval_count") or 1) == 1
    if not is_monthly or at(every, "usage_type") == "metered" or amount is None:
        return None
    return whole(amount) * (1 if item.get("quantity") is None else whole(item.get("quantity")))
