"""Whether a client's price is billed by Stripe: decided by its subscription, each time that is
looked at. The client is held.
"""

from datetime import datetime

from callboard.billing import invoices, periods, statement
from callboard.billing.models import Period, Plan
from callboard.payments.models import Customer, Extra

# The subscription goes on being billed, or is about to.
_BILLS = frozenset({"active", "past_due", "trialing"})


def follow(customer: Customer, now: datetime) -> None:
    """The next periods cost what the subscription does."""
    plan = Plan.objects.filter(client=customer.client).first()
    if plan is None:
        return
    fee = fee_of(customer)
    if fee is None and plan.stripe_fee is not None:
        leave(customer, now)
    elif plan.stripe_fee != fee:
        plan.stripe_fee = fee
        plan.save(update_fields=["stripe_fee"])


def fee_of(customer: Customer, period: Period | None = None) -> int | None:
    """None where its subscription does not bill its plan: it has none, it is over, or it cannot be
    a plan's: another currency, or not by the month.
    """
    if not customer.subscription or customer.status not in _BILLS or customer.price is None:
        return None
    period = period or periods.current(customer.client_id)
    if period is None or period.terms.currency != customer.currency:
        return None
    return customer.price


def take_over(customer: Customer) -> None:
    """The present period is billed by the subscription already."""
    period = periods.current(customer.client_id)
    if period is not None and not period.is_closed:
        period.stripe_fee = fee_of(customer)
        period.save(update_fields=["stripe_fee"])


def leave(customer: Customer, now: datetime) -> None:
    """From now on nothing is billed by Stripe: what it has not billed yet is drafted here."""
    Plan.objects.filter(client=customer.client).update(stripe_fee=None)
    Extra.objects.filter(client=customer.client, item="").delete()
    for period in unbilled(customer):
        invoices.draft_beside_fee(statement.of(period), now)


def unbilled(customer: Customer) -> list[Period]:
    """Closed ones whose price Stripe has billed and the rest nobody; oldest first."""
    rows = Period.objects.filter(
        client=customer.client, closed_at__isnull=False, stripe_fee__isnull=False
    )
    rows = rows.filter(extra__isnull=True, invoice__isnull=True)
    return list(rows.select_related("terms", "client").order_by("starts_on"))
