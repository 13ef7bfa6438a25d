"""What Stripe says of a customer, written down: in one transaction, under the client's lock.

Where a number could come from two sides, one is the source: a subscription's price and its
invoices are Stripe's, minutes and what they cost beyond the included ones are the ledger's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction

from callboard.audit.actor import SYSTEM, Actor
from callboard.audit.record import record
from callboard.billing.holding import hold
from callboard.billing.models import Invoice
from callboard.billing.models.invoice import State
from callboard.payments import customers, fees, papers
from callboard.payments.models import Customer
from callboard.payments.reading import CustomerFacts, InvoiceFacts, Refund, SubscriptionFacts

if TYPE_CHECKING:
    from callboard.payments.looking import Look


@dataclass(frozen=True, slots=True)
class Choice:
    """This subscription bills the client's plan: from the next period on, or with `bills_now` the
    present one already.
    """

    subscription: str
    bills_now: bool
    by: Actor


def keep(customer: Customer, look: "Look", began: datetime, choice: Choice | None = None) -> bool:
    """False where a later look was kept already, or the customer is no client's any more."""
    with transaction.atomic():
        client = hold(customer.client_id)
        rows = Customer.objects.select_for_update()
        one = rows.filter(pk=customer.pk, stripe_id=look.customer.stripe_id).first()
        if one is None or (one.looked_at is not None and one.looked_at > began):
            return False
        one.client = client
        if choice is not None:
            one.subscription = choice.subscription
        chosen = next((s for s in look.subscriptions if s.stripe_id == one.subscription), None)
        _keep_customer(one, look.customer, chosen)
        one.looked_at = began
        one.save()
        fees.follow(one, began)
        if choice is not None:
            if choice.bills_now:
                fees.take_over(one)
            customers.tell(
                "subscription_chosen", one, choice.by, began, subscription=one.subscription
            )
        _keep_invoices(one, look.invoices, look.refunds, began)
    return True


def _keep_customer(
    one: Customer, told: CustomerFacts, subscription: SubscriptionFacts | None
) -> None:
    card = (subscription.card if subscription else None) or told.card
    one.name, one.email = told.name, told.email
    one.card_brand, one.card_last4 = (card.brand, card.last4) if card else ("", "")
    if subscription is None:
        one.subscription = one.status = one.currency = ""
        one.price = one.period_end = one.ends_at = None
        return
    one.status, one.price, one.currency = (
        subscription.status,
        subscription.price,
        subscription.currency,
    )
    one.period_end, one.ends_at = subscription.period_end, subscription.ends_at


def _keep_invoices(
    customer: Customer, told: Iterable[InvoiceFacts], refunds: Iterable[Refund], now: datetime
) -> None:
    told = list(told)
    ids = [facts.stripe_id for facts in told]
    rows = Invoice.objects.filter(client=customer.client).exclude(stripe_id="")
    # A draft can be thrown away at Stripe.
    rows.filter(state=State.DRAFT).exclude(stripe_id__in=ids).delete()
    there = {invoice.stripe_id: invoice for invoice in rows.filter(stripe_id__in=ids)}
    for facts in told:
        invoice = there.get(facts.stripe_id)
        # What begins a subscription for nothing is no invoice to anybody.
        if invoice is None and not facts.total and not facts.is_cycle:
            continue
        wanted = _facts(facts, refunds, ZoneInfo(customer.client.time_zone))
        if invoice is None:
            invoice = Invoice(client=customer.client, agency_id=customer.agency_id)
            invoice.stripe_id = facts.stripe_id
            before = None
        else:
            before = {name: getattr(invoice, name) for name in wanted}
            if before == wanted:
                continue
        for name, value in wanted.items():
            setattr(invoice, name, value)
        invoice.save()
        _tell(invoice, before, now)
        papers.want(invoice, before)


def _facts(facts: InvoiceFacts, refunds: Iterable[Refund], zone: ZoneInfo) -> dict[str, Any]:
    def day(moment: datetime | None) -> Any:
        return moment.astimezone(zone).date() if moment else None

    issued_on = None if facts.state == State.DRAFT else day(facts.issued_at or facts.created_at)
    mine = (
        one.amount
        for one in refunds
        if one.invoice == facts.stripe_id or one.payments & facts.payments
    )
    return {
        "by_stripe": True,
        "state": facts.state,
        "number": facts.number,
        "currency": facts.currency,
        "lines": [{"text": text, "why": "", "amount": amount} for text, amount in facts.lines],
        "subtotal": facts.subtotal,
        "tax": facts.tax,
        "total": facts.total,
        "issued_on": issued_on,
        "due_on": (day(facts.due_at) or issued_on) if issued_on else None,
        "paid_on": day(facts.paid_at) if facts.state == State.PAID else None,
        "pay_link": facts.pay_link,
        "stripe_pdf": facts.pdf,
        "refunded": sum(mine),
        "created_at": facts.created_at,
    }


def _tell(invoice: Invoice, before: dict[str, Any] | None, now: datetime) -> None:
    """Into the record: that it came, and each change of its state or of what was given back."""
    told = {"number": invoice.number, "state": str(invoice.state), "total": invoice.total}
    told |= {"currency": invoice.currency}
    if invoice.refunded:
        told["refunded"] = invoice.refunded
    if before is None:
        act, was = "invoice.came", {}
    else:
        act, was = "invoice.changed", {"state": str(before["state"])}
        if was["state"] == told["state"] and before["refunded"] == invoice.refunded:
            return
    record(
        act,
        agency_id=invoice.agency_id,
        client_id=invoice.client_id,
        by=SYSTEM,
        about=f"invoice:{invoice.public_id}",
        before=was,
        after=told,
        at=now,
    )
