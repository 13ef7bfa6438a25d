"""One invoice of a client: looked at, issued, paid, void."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from callboard.agencies.models import Client
from callboard.audit.models import Entry
from callboard.billing import invoice_files, invoices, unprintable
from callboard.billing.models import Invoice, InvoiceFile
from callboard.desk import audit_words, find
from callboard.desk.forms.invoice import PaymentForm, VoidForm
from callboard.desk.requests import StaffRequest, zone_of
from callboard.desk.views import panels
from callboard.payments import accounts, wording
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff
from callboard.ui.zones import local

STEPS = 20


@require_safe
@staff("billing.view")
def show(request: StaffRequest, client_id: str, invoice_id: str) -> HttpResponse:
    client, invoice = _found(request, client_id, invoice_id)
    steps = Entry.objects.of_client(client.pk).filter(about=f"invoice:{invoice_id}")[:STEPS]
    context = {
        "client": client,
        "invoice": invoice,
        "today": _today(client),
        "unprintable": unprintable.letters(invoice, request.agency),
        "steps": [(entry, audit_words.of(entry.act)) for entry in steps],
        "zone": zone_of(request, client.time_zone),
        "has_file": InvoiceFile.objects.filter(invoice=invoice).exists(),
        "stripe_page": _stripe_page(request, invoice),
    }
    return render(request, "desk/billing/invoice.html", context)


@require_safe
@staff("billing.view")
def pdf(request: StaffRequest, client_id: str, invoice_id: str) -> HttpResponse:
    _client, invoice = _found(request, client_id, invoice_id)
    return invoice_files.answer(invoice)


@require_POST
@staff("billing.edit")
def issue(request: StaffRequest, client_id: str, invoice_id: str) -> HttpResponse:
    client, invoice = _found(request, client_id, invoice_id)
    if invoices.issue(invoice, by=actor_of(request)):
        messages.success(request, _("Issued. %(name)s sees it now.") % {"name": client.name})
        return redirect("desk:invoice", client_id, invoice_id)
    return _unchanged(request, client_id, invoice_id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("billing.edit")
def payment(request: StaffRequest, client_id: str, invoice_id: str) -> HttpResponse:
    client, invoice = _found(request, client_id, invoice_id)
    if not invoice.may_be_paid:
        return _unchanged(request, client_id, invoice_id)
    data, today = request.POST if request.method == "POST" else None, _today(client)
    form = PaymentForm(data, today=today, initial={"paid_on": today.isoformat()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = invoices.mark_paid(
            invoice, on=given["paid_on"], reference=given["reference"], by=actor_of(request)
        )
        if not done:
            return _unchanged(request, client_id, invoice_id)
        undo = reverse("desk:invoice_payment_end", args=[client_id, invoice_id])
        messages.success(request, _("Marked as paid."), extra_tags=f"undo:{undo}")
        return panels.done(request, reverse("desk:invoice", args=[client_id, invoice_id]))
    context = {"client": client, "invoice": invoice, "form": form, "title": _("Mark as Paid")}
    status = 422 if form.is_bound else 200
    return panels.panel(request, "desk/billing/payment.html", context, status)


@require_POST
@staff("billing.edit")
def payment_end(request: StaffRequest, client_id: str, invoice_id: str) -> HttpResponse:
    _client, invoice = _found(request, client_id, invoice_id)
    if invoices.take_back_payment(invoice, by=actor_of(request)):
        messages.success(request, _("It is open again."))
        return redirect("desk:invoice", client_id, invoice_id)
    return _unchanged(request, client_id, invoice_id)


@require_http_methods(["GET", "HEAD", "POST"])
@staff("billing.edit")
def void(request: StaffRequest, client_id: str, invoice_id: str) -> HttpResponse:
    client, invoice = _found(request, client_id, invoice_id)
    if not invoice.may_be_void:
        return _unchanged(request, client_id, invoice_id)
    form = VoidForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not invoices.void(invoice, reason=form.cleaned_data["reason"], by=actor_of(request)):
            return _unchanged(request, client_id, invoice_id)
        messages.success(request, _("This invoice is void."))
        return panels.done(request, reverse("desk:invoice", args=[client_id, invoice_id]))
    context = {"client": client, "invoice": invoice, "form": form, "title": _("Void Invoice")}
    status = 422 if form.is_bound else 200
    return panels.panel(request, "desk/billing/void.html", context, status)


def _unchanged(request: StaffRequest, client_id: str, invoice_id: str) -> HttpResponse:
    """Somebody else, or another tab, was faster."""
    messages.info(
        request, _("That’s not possible where this invoice stands now. Nothing was changed.")
    )
    return panels.done(request, reverse("desk:invoice", args=[client_id, invoice_id]))


def _found(request: StaffRequest, client_id: str, invoice_id: str) -> tuple[Client, Invoice]:
    client = find.client(request, client_id)
    rows = Invoice.objects.filter(client=client, public_id=invoice_id).select_related("period")
    invoice = rows.first()
    if invoice is None:
        raise Http404
    invoice.client = client
    return client, invoice


def _stripe_page(request: StaffRequest, invoice: Invoice) -> str:
    """ "" where it is none of Stripe's, or its account is not connected."""
    account = accounts.of(request.agency) if invoice.by_stripe else None
    return wording.page(account, f"invoices/{invoice.stripe_id}") if account else ""


def _today(client: Client) -> date:
    return local(timezone.now(), client.time_zone).date()
