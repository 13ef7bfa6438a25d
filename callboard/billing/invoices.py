"""Invoices: drafted when a period is closed, issued with the next number, paid or void.

    draft -> open -> paid        open, draft -> void        paid -> open (taken back)

Each step is one conditional UPDATE: of two at once, one hits the row.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.actor import SYSTEM, Actor
from callboard.audit.record import record
from callboard.billing import invoice_settings, wording
from callboard.billing.models import Invoice, InvoiceFile, InvoiceSettings
from callboard.billing.models.invoice import State
from callboard.billing.statement import Statement, tax_on
from callboard.tenancy import steps


class NumberTaken(Exception):
    """Another invoice of the agency has this number."""


def prepare() -> None:
    """Where this agency's invoices are issued as soon as they are drafted: call it before anything
    is locked.
    """
    if InvoiceSettings.objects.filter(issues_itself=True).exists():
        from callboard.billing import pdf  # takes half a second: only who issues waits for it

        pdf.prepare()


def draft(told: Statement, now: datetime) -> Invoice:
    """Of a period that is being closed, in that transaction; issued at once where the agency wants
    it so.
    """
    return _draft(told, wording.lines(told), told.subtotal, now)


def draft_beside_fee(told: Statement, now: datetime) -> Invoice | None:
    """Likewise, of a period whose price was billed by Stripe, which bills no more. None where
    nothing is left to pay.
    """
    if told.beside_fee <= 0:
        return None
    return _draft(told, wording.lines(told)[1:], told.beside_fee, now)


def _draft(told: Statement, lines: Sequence[wording.Line], subtotal: int, now: datetime) -> Invoice:
    period, terms = told.period, told.period.terms
    tax = tax_on(subtotal, terms.tax_rate)
    invoice = Invoice.objects.create(
        agency_id=period.agency_id,
        client=period.client,
        period=period,
        currency=terms.currency,
        lines=[{"text": line.text, "why": line.why, "amount": line.amount} for line in lines],
        subtotal=subtotal,
        tax=tax,
        tax_name=wording.tax_name(terms) if terms.tax_rate else "",
        total=subtotal + tax,
        due_days=terms.due_days,
        created_at=now,
    )
    _record("drafted", invoice, SYSTEM, now, total=invoice.total, currency=invoice.currency)
    settings = InvoiceSettings.objects.filter(agency_id=period.agency_id).first()
    if settings is not None and settings.issues_itself:
        issue(invoice, by=SYSTEM, at=now)
    return invoice


def issue(invoice: Invoice, *, by: Actor, at: datetime | None = None) -> bool:
    """Gives it the next number, its dates and its PDF; from now on its client sees it. What costs
    nothing is paid. False where it was no draft any more.
    """
    from callboard.billing import pdf  # as in `prepare`

    pdf.prepare()
    now = at or timezone.now()
    with transaction.atomic():
        settings = invoice_settings.held(invoice.agency_id)
        settings.next_number = _free(settings)
        fresh = Invoice.objects.select_related("client__agency", "period").get(pk=invoice.pk)
        today = now.astimezone(ZoneInfo(fresh.client.time_zone)).date()
        facts: dict[str, Any] = {
            "state": State.OPEN if fresh.total else State.PAID,
            "number": f"{settings.prefix}{settings.next_number}",
            "issued_on": today,
            "due_on": today + timedelta(days=fresh.due_days),
            "paid_on": None if fresh.total else today,
            "pay_link": settings.pay_link,
        }
        rows = Invoice.objects.kept_by_hand().filter(pk=invoice.pk, state=State.DRAFT)
        if not rows.update(**facts):
            return False
        settings.next_number += 1
        settings.save(update_fields=["next_number"])
        steps.reached("number taken")
        for name, value in facts.items():
            setattr(fresh, name, value)
        InvoiceFile.objects.create(
            agency_id=fresh.agency_id,
            client=fresh.client,
            invoice=fresh,
            pdf=pdf.of(fresh, settings),
        )
        _record("issued", fresh, by, now, number=fresh.number, due_on=str(fresh.due_on))
    steps.reached("invoice.issued")
    return True


def _free(settings: InvoiceSettings) -> int:
    """The next number that no uploaded invoice has."""
    number = settings.next_number
    while Invoice.objects.filter(
        agency_id=settings.agency_id, number=f"{settings.prefix}{number}"
    ).exists():
        number += 1
    return number


def upload(
    client: Client,
    file: bytes,
    *,
    number: str,
    currency: str,
    total: int,
    issued_on: date,
    due_on: date,
    pay_link: str,
    by: Actor,
    at: datetime | None = None,
) -> Invoice:
    """One that the agency made elsewhere. Raises `NumberTaken`."""
    now = at or timezone.now()
    try:
        with transaction.atomic():
            invoice_settings.held(client.agency_id)  # or somebody issues one of this number now
            invoice = Invoice.objects.create(
                agency_id=client.agency_id,
                client=client,
                state=State.OPEN,
                number=number,
                currency=currency,
                subtotal=total,
                total=total,
                issued_on=issued_on,
                due_on=due_on,
                pay_link=pay_link,
                created_at=now,
            )
            InvoiceFile.objects.create(
                agency_id=client.agency_id, client=client, invoice=invoice, pdf=file
            )
            _record("uploaded", invoice, by, now, number=number, total=total, currency=currency)
    except IntegrityError:
        raise NumberTaken from None
    return invoice


def mark_paid(
    invoice: Invoice, *, on: date, reference: str, by: Actor, at: datetime | None = None
) -> bool:
    """False where it is not open."""
    now = at or timezone.now()
    facts = {"state": State.PAID, "paid_on": on, "paid_reference": reference}
    with transaction.atomic():
        rows = Invoice.objects.kept_by_hand().filter(pk=invoice.pk, state=State.OPEN)
        if not rows.update(**facts):
            return False
        _record("paid", invoice, by, now, number=invoice.number, on=str(on), reference=reference)
    return True


def take_back_payment(invoice: Invoice, *, by: Actor, at: datetime | None = None) -> bool:
    """It was not paid after all. False for what costs nothing, and where it is not paid."""
    now = at or timezone.now()
    facts = {"state": State.OPEN, "paid_on": None, "paid_reference": ""}
    rows = Invoice.objects.kept_by_hand().filter(pk=invoice.pk, state=State.PAID, total__gt=0)
    with transaction.atomic():
        if not rows.update(**facts):
            return False
        _record("payment_taken_back", invoice, by, now, number=invoice.number)
    return True


def void(invoice: Invoice, *, reason: str, by: Actor, at: datetime | None = None) -> bool:
    """It need not be paid; its number stays taken. False where it is paid or void."""
    now = at or timezone.now()
    rows = Invoice.objects.kept_by_hand().filter(pk=invoice.pk, state__in=(State.DRAFT, State.OPEN))
    with transaction.atomic():
        if not rows.update(state=State.VOID):
            return False
        invoice.refresh_from_db(fields=["number"])
        _record("voided", invoice, by, now, number=invoice.number, reason=reason)
    return True


def due_notice(client: Client, today: date) -> Invoice | None:
    """The invoice that has been overdue for longest, for the top of its client's pages."""
    rows: Any = Invoice.objects.filter(client=client).overdue(today).with_file()
    found: Invoice | None = rows.order_by("due_on", "id").first()
    return found


def _record(act: str, invoice: Invoice, by: Actor, at: datetime, **told: Any) -> None:
    record(
        f"invoice.{act}",
        agency_id=invoice.agency_id,
        client_id=invoice.client_id,
        by=by,
        about=f"invoice:{invoice.public_id}",
        after=told,
        at=at,
    )
