"""A subscription at Stripe for a client's plan: the same price, on the same day of the month."""

from callboard.audit.actor import Actor
from callboard.billing import boundaries, periods, plans
from callboard.billing.models import Period, Plan, Terms
from callboard.payments import amounts, linking
from callboard.payments.models import Customer
from callboard.payments.reading.values import reference


class NoNextPeriod(Exception):
    """The client has no plan that goes on."""


def next_of(customer: Customer) -> tuple[Period, Terms]:
    """The present period, and the terms of the next one. Raises `NoNextPeriod`."""
    period = periods.current(customer.client_id)
    plan = Plan.objects.filter(client=customer.client, ends_on__isnull=True).first()
    if period is None or plan is None or period.is_closed:
        raise NoNextPeriod
    return period, plans.coming(customer.client, period.starts_on) or period.terms


def start(customer: Customer, *, by: Actor) -> None:
    """From the next period on; the present one is billed here. A card that is known is charged,
    else Stripe sends invoices. Twice at once makes one. Raises `NoNextPeriod` or a `StripeFault`.
    """
    period, terms = next_of(customer)
    gateway = linking.gateway(customer.account)
    earlier = len(gateway.subscriptions(customer.stripe_id))
    once = f"{customer.client.public_id}-{terms.pk}-{period.pk}-{earlier}"
    price = gateway.create_price(
        {
            "currency": terms.currency.lower(),
            "unit_amount": amounts.stripes(terms.monthly_price, terms.currency),
            "recurring": {"interval": "month"},
            "product_data": {"name": terms.name},
        },
        once=f"price-{once}",
    )
    begins = boundaries.midnight(period.ends_on, customer.client.time_zone)
    paying = (
        {"collection_method": "charge_automatically"}
        if customer.card_last4
        else {"collection_method": "send_invoice", "days_until_due": max(1, terms.due_days)}
    )
    made = gateway.create_subscription(
        {
            "customer": customer.stripe_id,
            "items": [{"price": reference(price)}],
            "billing_cycle_anchor": int(begins.timestamp()),
            "proration_behavior": "none",
            "metadata": {"client": customer.client.public_id},
            **paying,
        },
        # Stripe answers a key for a day as it did at first, also where it refused the card.
        once=f"subscription-{once}-{customer.card_last4 or 'mailed'}",
    )
    linking.choose(customer, reference(made), bills_now=False, by=by)
