"""Looking at a customer: Stripe is asked how everything is now, and what it says is kept whole.

Nothing is held while Stripe is asked. Of two looks at once the one that began later counts.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from callboard.payments import customers, extras, keeping
from callboard.payments.faults import Away, NotAllowed, StripeFault, Unknown
from callboard.payments.gateway import Gateway
from callboard.payments.models import Account, Customer, Event
from callboard.payments.reading import (
    CustomerFacts,
    InvoiceFacts,
    Refund,
    SubscriptionFacts,
    customer,
    invoice,
    refund,
    subscription,
)
from callboard.tenancy import steps

# What no event told of for so long is looked at all the same: a webhook may have been lost.
AT_LEAST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Look:
    """All that Stripe says of a customer; subscriptions and invoices newest first."""

    customer: CustomerFacts
    subscriptions: tuple[SubscriptionFacts, ...]
    invoices: tuple[InvoiceFacts, ...]
    refunds: tuple[Refund, ...]


def at_customer(account: Account, stripe_id: str, now: datetime | None = None) -> None:
    """Asks and keeps, and bills what is to be billed beside the subscription. Nothing for who is no
    client's. Raises a `StripeFault`.
    """
    rows = Customer.objects.filter(account=account, stripe_id=stripe_id)
    one: Customer | None = rows.select_related("client", "account").first()
    if one is None or not account.is_connected or not account.api_key:
        return
    began = now or timezone.now()
    gateway = Gateway(account.api_key)
    try:
        look = ask(gateway, stripe_id)
    except Unknown:
        customers.gone(one, at=began)
        return
    steps.reached("stripe.looked")
    if look.customer.is_deleted:
        customers.gone(one, at=began)
        return
    keeping.keep(one, look, began)
    extras.bill(one, look.invoices, gateway, now=began)
    if account.fault:
        Account.objects.filter(pk=account.pk).update(fault="")


def ask(gateway: Gateway, stripe_id: str) -> Look:
    invoices = (invoice(one) for one in gateway.invoices(stripe_id))
    refunds = (refund(one) for one in gateway.charges(stripe_id))
    return Look(
        customer(gateway.customer(stripe_id)),
        tuple(subscription(one) for one in gateway.subscriptions(stripe_id)),
        tuple(one for one in invoices if one is not None),
        tuple(one for one in refunds if one is not None and one.amount),
    )


def note_fault(account: Account, fault: StripeFault) -> None:
    """For the agency, until it works again. That Stripe is away is no fault of its."""
    if isinstance(fault, Away):
        return
    told = f"{fault.told}:{fault.right}" if isinstance(fault, NotAllowed) else fault.told
    Account.objects.filter(pk=account.pk).update(fault=told)


def plan_overdue(now: datetime) -> None:
    """A look at each customer that nobody has looked at for a day. In every agency's stead."""
    rows = Customer.objects.filter(
        looked_at__lt=now - AT_LEAST, account__connected_at__isnull=False
    )
    Event.objects.bulk_create(
        [
            Event(
                agency_id=one.agency_id,
                account_id=one.account_id,
                stripe_id=f"daily {one.pk} {now:%Y-%m-%d}",
                kind="daily",
                customer=one.stripe_id,
                received_at=now,
                next_at=now,
            )
            for one in rows
        ],
        ignore_conflicts=True,
    )
