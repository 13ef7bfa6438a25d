"""Which customer at Stripe a client is, and which subscription bills its plan."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.actor import SYSTEM, Actor
from callboard.audit.record import record
from callboard.billing.holding import hold
from callboard.billing.models import Invoice
from callboard.billing.models.invoice import State
from callboard.payments import fees
from callboard.payments.models import Account, Customer
from callboard.payments.reading import CustomerFacts


class Taken(Exception):
    """Another client is this customer, or this client another customer."""


def of(client: Client) -> Customer | None:
    """Where its agency's account is connected."""
    rows = Customer.objects.filter(client=client, account__connected_at__isnull=False)
    return rows.select_related("account").first()


def link(
    client: Client,
    account: Account,
    facts: CustomerFacts,
    *,
    by: Actor,
    at: datetime | None = None,
) -> Customer:
    """Raises `Taken`."""
    now = at or timezone.now()
    try:
        with transaction.atomic():
            customer = Customer.objects.create(
                agency_id=client.agency_id,
                account=account,
                client=client,
                stripe_id=facts.stripe_id,
                name=facts.name,
                email=facts.email,
                linked_at=now,
            )
            tell("linked", customer, by, now)
    except IntegrityError:
        raise Taken from None
    return customer


def unlink(customer: Customer, *, by: Actor, at: datetime | None = None) -> bool:
    """What Stripe has not billed yet is billed here, and its invoices are kept by hand from now on.
    False where it was unlinked already.
    """
    with transaction.atomic():
        hold(customer.client_id)
        one = Customer.objects.select_for_update().filter(pk=customer.pk).first()
        if one is not None:
            _unlink(one, by, at or timezone.now())
    return one is not None


def unlink_all(account: Account, *, by: Actor, at: datetime) -> None:
    """In the transaction of what it belongs to."""
    ids = Customer.objects.filter(account=account).values("client")
    list(Client.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
    for one in Customer.objects.filter(account=account).select_related("client"):
        _unlink(one, by, at)


def _unlink(one: Customer, by: Actor, now: datetime) -> None:
    fees.leave(one, now)
    own = Invoice.objects.filter(client_id=one.client_id, by_stripe=True)
    own.filter(state=State.DRAFT).delete()
    own.update(by_stripe=False)
    tell("unlinked", one, by, now)
    one.delete()


def gone(customer: Customer, *, at: datetime) -> None:
    """Somebody deleted it at Stripe."""
    unlink(customer, by=SYSTEM, at=at)


def let_go(customer: Customer, *, by: Actor, at: datetime | None = None) -> bool:
    """Its subscription bills the plan no more. False where none did."""
    now = at or timezone.now()
    with transaction.atomic():
        hold(customer.client_id)
        one = Customer.objects.select_for_update().filter(pk=customer.pk).first()
        if one is None or not one.subscription:
            return False
        tell("subscription_left", one, by, now, subscription=one.subscription)
        one.subscription = one.status = one.currency = ""
        one.price = one.period_end = one.ends_at = None
        one.save()
        fees.leave(one, now)
    return True


def tell(act: str, customer: Customer, by: Actor, at: datetime, **more: Any) -> None:
    """Into the record, in the transaction of the act."""
    record(
        f"stripe.{act}",
        agency_id=customer.agency_id,
        client_id=customer.client_id,
        by=by,
        about=f"client:{customer.client.public_id}",
        after={"customer": customer.stripe_id, **more},
        at=at,
    )
