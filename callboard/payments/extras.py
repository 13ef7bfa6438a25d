"""What a period comes to beside its price, onto Stripe's invoice: one item a period, exactly what
the ledger says.

When a period of its subscription ends, Stripe drafts the invoice of the next one and leaves it open
for an hour. Our period is closed then, what it comes to is kept, and Stripe is told after that. Who
dies in between is followed by somebody who looks for the item at Stripe first.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from callboard.billing import boundaries, invoices, periods, statement, wording
from callboard.billing.holding import hold
from callboard.billing.models.invoice import State
from callboard.billing.statement import Statement
from callboard.payments import amounts, fees
from callboard.payments.faults import Refused
from callboard.payments.gateway import Gateway
from callboard.payments.models import Customer, Extra
from callboard.payments.reading import InvoiceFacts
from callboard.payments.reading.values import reference
from callboard.tenancy import steps
from callboard.ui.money import money

log = logging.getLogger(__name__)

# The draft was finished meanwhile: the next one takes the item.
_TOO_LATE = frozenset({"invoice_not_editable", "invoice_no_customer_line_items"})


def bill(
    customer: Customer, told: Iterable[InvoiceFacts], gateway: Gateway, *, now: datetime
) -> None:
    """Onto the draft of the client's subscription, where there is one. Raises a `StripeFault`."""
    kept = Customer.objects.filter(pk=customer.pk).values_list("subscription", flat=True)
    customer.subscription = kept.first() or ""  # unlinked meanwhile, it has none
    draft = next((one for one in told if _takes_items(one, customer)), None)
    if draft is None:
        return
    made = _prepare(customer, now)
    waiting = Extra.objects.filter(client=customer.client, item="").select_related("period")
    for extra in waiting.order_by("period__starts_on"):
        _send(extra, customer, draft.stripe_id, gateway, is_new=extra.pk in made, now=now)


def _takes_items(invoice: InvoiceFacts, customer: Customer) -> bool:
    is_its = bool(customer.subscription) and invoice.subscription == customer.subscription
    return is_its and invoice.is_cycle and invoice.state == State.DRAFT


def _prepare(customer: Customer, now: datetime) -> set[int]:
    """Closes what is over, without waiting for late calls: those are corrections of the next."""
    invoices.prepare()
    made = set()
    with transaction.atomic():
        client = hold(customer.client_id)
        if periods.current(client.pk) is not None:
            periods.turn_held(client, now, settled=timedelta())
        for period in fees.unbilled(customer):
            told = statement.of(period)
            if told.beside_fee:
                extra = Extra.objects.create(
                    agency_id=customer.agency_id,
                    client=client,
                    period=period,
                    amount=told.beside_fee,
                    currency=period.terms.currency,
                    text=_text(told),
                    made_at=now,
                )
                made.add(extra.pk)
    steps.reached("stripe.extra")
    return made


def _text(told: Statement) -> str:
    """As the client reads it on the invoice, with each sum where there are several."""
    lines = wording.lines(told)[1:]
    currency = told.period.terms.currency
    if len(lines) > 1:
        words = "; ".join(f"{line.text}: {money(line.amount, currency)}" for line in lines)
    else:
        words = lines[0].text
    return f"{words} ({wording.days(told.period)})"[:500]


def _send(
    extra: Extra, customer: Customer, draft: str, gateway: Gateway, *, is_new: bool, now: datetime
) -> None:
    item = "" if is_new else _found(extra, customer, gateway)
    if not item:
        if not Extra.objects.filter(pk=extra.pk).update(invoice=draft):
            return  # billed here since
        zone = customer.client.time_zone
        period = extra.period
        facts = {
            "customer": customer.stripe_id,
            "invoice": draft,
            "amount": amounts.stripes(extra.amount, extra.currency),
            "currency": extra.currency.lower(),
            "description": extra.text,
            "period": {
                "start": int(boundaries.midnight(period.starts_on, zone).timestamp()),
                "end": int(boundaries.midnight(period.ends_on, zone).timestamp()),
            },
            "metadata": {"extra": extra.public_id},
        }
        try:
            told = gateway.create_item(facts, once=f"extra-{extra.public_id}-{draft}")
        except Refused as fault:
            if fault.code not in _TOO_LATE:
                raise
            log.warning("An invoice was finished before its extra minutes came: %s", fault.code)
            return
        item = reference(told)
    steps.reached("stripe.item")
    if not Extra.objects.filter(pk=extra.pk).update(item=item, sent_at=now):
        # Unlinked while Stripe was told, so it is billed here: nobody pays it twice.
        log.warning("An item that is billed here is taken off Stripe's invoice: %s", item)
        gateway.delete_item(item)


def _found(extra: Extra, customer: Customer, gateway: Gateway) -> str:
    """The item's id where somebody made it and could not say so any more."""
    for item in gateway.open_items(customer.stripe_id):
        if (item.get("metadata") or {}).get("extra") == extra.public_id:
            return reference(item)
    return ""
