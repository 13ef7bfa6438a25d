"""Finding who a client is at Stripe, and linking it: asks Stripe, so it takes a moment."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.audit.models import Entry
from callboard.audit.record import record
from callboard.payments import customers, fees, keeping, looking
from callboard.payments.faults import Unknown
from callboard.payments.gateway import Gateway
from callboard.payments.keeping import Choice
from callboard.payments.models import Account, Customer
from callboard.payments.reading import CustomerFacts, SubscriptionFacts, customer, subscription

_ID = "cus_"


def gateway(account: Account) -> Gateway:
    assert account.api_key  # a connected account has one
    return Gateway(account.api_key)


def find(account: Account, asked: str) -> list[CustomerFacts]:
    """By an address, or by a customer's id. Raises a `StripeFault`."""
    ask = gateway(account)
    if not asked.startswith(_ID):
        return [customer(one) for one in ask.customers_of(asked)]
    try:
        found = customer(ask.customer(asked))
    except Unknown:
        return []
    return [] if found.is_deleted else [found]


def make(client: Client, account: Account, *, by: Actor, at: datetime | None = None) -> Customer:
    """A new customer for this client. Raises `Taken` or a `StripeFault`."""
    given = {
        "name": client.name,
        "email": client.contact_email,
        "metadata": {"client": client.public_id},
    }
    facts = {name: value for name, value in given.items() if value}
    told = gateway(account).create_customer(facts, once=_once(client, account, facts))
    record(
        "stripe.customer_made",
        agency_id=client.agency_id,
        client_id=client.pk,
        by=by,
        about=f"client:{client.public_id}",
        after={"customer": customer(told).stripe_id},
        at=at or timezone.now(),
    )
    return link(client, account, customer(told), by=by, at=at)


def _once(client: Client, account: Account, facts: dict[str, Any]) -> str:
    """The same for who presses twice. For a day Stripe answers a key as it did, whatever became of
    the customer since, and takes it for the same facts alone.
    """
    left = Entry.objects.of_client(client.pk).filter(act="stripe.unlinked").count()
    told = sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]
    return f"customer-{client.public_id}-{account.public_id}-{left}-{told}"


def link(
    client: Client,
    account: Account,
    facts: CustomerFacts,
    *,
    by: Actor,
    at: datetime | None = None,
) -> Customer:
    """Its invoices come in at once. The one subscription that can bill the plan does from now on.
    Raises `Taken`; linked with a `StripeFault`, the rest comes with the next look.
    """
    one = customers.link(client, account, facts, by=by, at=at)
    began = at or timezone.now()
    look = looking.ask(gateway(account), one.stripe_id)
    fitting = [told for told in look.subscriptions if fits(client, told)]
    choice = Choice(fitting[0].stripe_id, True, by) if len(fitting) == 1 else None
    keeping.keep(one, look, began, choice)
    return one


def choose(one: Customer, stripe_id: str, *, bills_now: bool = True, by: Actor) -> bool:
    """Has this subscription bill the client's plan. False for one that cannot. Raises a
    `StripeFault`.
    """
    began = timezone.now()
    look = looking.ask(gateway(one.account), one.stripe_id)
    chosen = next((told for told in look.subscriptions if told.stripe_id == stripe_id), None)
    if chosen is None or not fits(one.client, chosen):
        return False
    return keeping.keep(one, look, began, Choice(stripe_id, bills_now, by))


def subscriptions(one: Customer) -> list[SubscriptionFacts]:
    """Those that are not over, newest first. Raises a `StripeFault`."""
    told = gateway(one.account).subscriptions(one.stripe_id)
    return [found for found in map(subscription, told) if not found.is_over]


def fits(client: Client, told: SubscriptionFacts) -> bool:
    """Whether it can bill the client's plan."""
    candidate = Customer(
        client=client,
        subscription=told.stripe_id,
        status=told.status,
        price=told.price,
        currency=told.currency,
    )
    return fees.fee_of(candidate) is not None
