"""What a client pays: its plan, what is used of it, what it comes to so far, and its invoices."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.billing import invoice_files, invoices, periods, plans, seen, statement, wording
from callboard.billing.models import Invoice, Plan
from callboard.portal.requests import PersonRequest, client_of
from callboard.portal.views import payment_method
from callboard.tenancy.audience import member_sees
from callboard.ui.zones import local

INVOICES = 36


@require_safe
@member_sees("billing")
def index(request: PersonRequest) -> HttpResponse:
    client = client_of(request)
    plan = Plan.objects.filter(client=client).first()
    period = periods.current(client.pk) if plan else None
    if plan is None or period is None:
        raise Http404
    told, by = statement.of(period), request.visibility
    used = seen.used_seconds(told, by)
    context = {
        "plan": plan,
        "told": told,
        "terms": period.terms,
        "lines": seen.lines(told, by),
        "add_up": by.sees("billing.extra"),
        "used": used,
        "share": None if used is None else wording.share(used, told.included_minutes),
        "nearly": wording.NEARLY,
        "coming": plans.coming(client, period.starts_on),
        "words": wording,
        "zone": client.time_zone,
        **overdue(request),
    }
    if by.sees("billing.invoices"):
        rows = Invoice.objects.filter(client=client).shown_to_client().with_file()
        context["invoices"] = list(rows.order_by("-created_at", "-id")[:INVOICES])
    context |= payment_method.shown(request)
    response = render(request, "portal/billing/index.html", context)
    return payment_method.may_lead_there(response) if context.get("customer") else response


@require_safe
@member_sees("billing.invoices")
def pdf(request: PersonRequest, invoice_id: str) -> HttpResponse:
    rows = Invoice.objects.filter(client=client_of(request)).shown_to_client()
    invoice = rows.filter(public_id=invoice_id).first()
    if invoice is None:
        raise Http404
    return invoice_files.answer(invoice)


def overdue(request: PersonRequest) -> dict[str, Any]:
    """For the notice on Billing and Home."""
    client = client_of(request)
    today: date = local(timezone.now(), client.time_zone).date()
    seen = request.person.is_billed and request.visibility.sees("billing.invoices")
    return {"today": today, "overdue": invoices.due_notice(client, today) if seen else None}
