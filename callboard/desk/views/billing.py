"""What a client pays and how far it is: for staff who may see money."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.agencies.models import Client
from callboard.billing import client_margins, periods, plans, statement, wording
from callboard.billing.models import Credit, Invoice, Plan
from callboard.desk import find
from callboard.desk.requests import StaffRequest, zone_of
from callboard.payments import accounts, customers, doubts
from callboard.payments import wording as stripe_wording
from callboard.tenancy.audience import staff
from callboard.ui.zones import local

INVOICES = 24


@require_safe
@staff("billing.view")
def of_client(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    context = gist(client) | {
        "client": client,
        "zone": zone_of(request, client.time_zone),
    }
    rows = Invoice.objects.filter(client=client).select_related("period")
    context["invoices"] = list(rows.order_by("-created_at", "-id")[:INVOICES])
    context["today"] = local(timezone.now(), client.time_zone).date()
    period = context["period"]
    context |= _at_stripe(request, client)
    if period is not None:
        given = Credit.objects.filter(period=period, removed_at__isnull=True)
        context["credits"] = list(given.order_by("-id"))
        context["by_period"] = client_margins.by_period(client)
        context["coming"] = plans.coming(client, period.starts_on)
        customer = context.get("customer")
        if customer is not None:
            told = (context["plan"], period, context["coming"])
            context["doubts"] = doubts.of(customer, *told)
    return render(request, "desk/billing/page.html", context)


def _at_stripe(request: StaffRequest, client: Client) -> dict[str, Any]:
    """Nothing where no account is connected."""
    if accounts.of(request.agency) is None:
        return {"is_at_stripe": False, "customer": None}
    customer = customers.of(client)
    if customer is not None:
        customer.client = client
    return {"is_at_stripe": True, "customer": customer, "at_stripe_words": stripe_wording}


def gist(client: Client) -> dict[str, Any]:
    """The present period, for the client's page too. `period` is None where nothing is billed."""
    plan = Plan.objects.filter(client=client).first()
    period = periods.current(client.pk) if plan else None
    context: dict[str, Any] = {"plan": plan, "period": period, "words": wording}
    if period is not None:
        told = statement.of(period)
        context |= {
            "told": told,
            "terms": period.terms,
            "lines": wording.lines(told),
            "add_up": True,
            "used": told.billed_seconds,
            "share": wording.share(told.billed_seconds, told.included_minutes),
            "nearly": wording.NEARLY,
        }
    return context
