from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from callboard.billing.models.invoice import State
from callboard.payments import amounts
from callboard.payments.reading.values import currency, first_reference, link, reference, whole
from callboard.providers.fields import at, line, mapping, moment, objects

_STATES = {state.value for state in State}


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
    """Money in minor units of `currency`. `payments` are the ids of what was paid for it, charges
    or payment intents. `due_at` is None where the card is charged. `is_cycle`: it was made because
    a period of its subscription ended.
    """

    stripe_id: str
    subscription: str
    is_cycle: bool
    state: str
    number: str
    currency: str
    lines: tuple[tuple[str, int], ...]
    subtotal: int
    tax: int
    total: int
    created_at: datetime
    issued_at: datetime | None
    due_at: datetime | None
    paid_at: datetime | None
    pay_link: str
    pdf: str
    payments: frozenset[str]


@dataclass(frozen=True, slots=True)
class Refund:
    """How much of a charge was given back. `payments` are the ids by which its invoice knows it,
    `invoice` that invoice's own where the charge names it.
    """

    amount: int
    payments: frozenset[str]
    invoice: str


def invoice(told: Mapping[str, object]) -> InvoiceFacts | None:
    """None for what cannot be shown: of no state, currency or time."""
    code, created_at = currency(told.get("currency")), moment(told.get("created"))
    state = told.get("status")
    if not code or created_at is None or state not in _STATES or not reference(told):
        return None
    total, tax = amounts.ours(whole(told.get("total")), code), amounts.ours(_tax(told), code)
    return InvoiceFacts(
        stripe_id=reference(told),
        subscription=first_reference(
            told, "parent.subscription_details.subscription", "subscription"
        ),
        is_cycle=told.get("billing_reason") == "subscription_cycle",
        state=str(state),
        number=line(40)(told.get("number")) or "",
        currency=code,
        lines=_lines(told, total - tax, code),
        subtotal=total - tax,
        tax=tax,
        total=total,
        created_at=created_at,
        issued_at=moment(told.get("effective_at"))
        or moment(at(told, "status_transitions.finalized_at")),
        due_at=moment(told.get("due_date")),
        paid_at=moment(at(told, "status_transitions.paid_at")),
        pay_link=link(told.get("hosted_invoice_url")),
        pdf=link(told.get("invoice_pdf")),
        payments=_payments(told),
    )


def refund(charge: Mapping[str, object]) -> Refund | None:
    code = currency(charge.get("currency"))
    amount = amounts.ours(whole(charge.get("amount_refunded")), code) if code else 0
    ids = {reference(charge), reference(charge.get("payment_intent"))} - {""}
    return Refund(amount, frozenset(ids), reference(charge.get("invoice"))) if ids else None


def _tax(told: Mapping[str, object]) -> int:
    for name in ("total_taxes", "total_tax_amounts"):
        taxes = objects(told.get(name))
        if taxes is not None:
            return sum(whole(one.get("amount")) for one in taxes)
    return whole(told.get("tax"))


def _lines(told: Mapping[str, object], subtotal: int, code: str) -> tuple[tuple[str, int], ...]:
    """Before tax; what they do not come to is told in a line of its own."""
    found = [
        (line(300)(one.get("description")) or "", amounts.ours(whole(one.get("amount")), code))
        for one in objects(at(told, "lines.data")) or []
    ]
    rest = subtotal - sum(amount for _text, amount in found)
    return (*found, ("", rest)) if rest else tuple(found)


def _payments(told: Mapping[str, object]) -> frozenset[str]:
    ids = {reference(told.get("payment_intent")), reference(told.get("charge"))}
    for one in objects(at(told, "payments.data")) or []:
        paid = mapping(one.get("payment")) or {}
        ids |= {reference(paid.get("payment_intent")), reference(paid.get("charge"))}
    return frozenset(ids - {""})
