"""The calls of a client's period, with what each counts for."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from callboard.billing import costs, wording
from callboard.billing.models import Entry, Period
from callboard.desk import find
from callboard.desk.requests import StaffRequest, zone_of
from callboard.tenancy.audience import staff

PERIODS = 24
ORDER = ("-started_at", "-id")
AT_ONCE = 50


@require_safe
@staff("billing.view")
def index(request: StaffRequest, client_id: str) -> HttpResponse:
    """`?period=` is a period's id, else the latest; `?after=` a call's, the last of a page."""
    client = find.client(request, client_id)
    periods = Period.objects.filter(client=client).select_related("terms")
    listed = list(periods.order_by("-starts_on")[:PERIODS])
    asked = request.GET.get("period", "")
    period = next((one for one in listed if one.public_id == asked or not asked), None)
    if period is None:
        raise Http404
    rows = Entry.objects.filter(client=client, period=period)
    last = rows.filter(call__public_id=request.GET.get("after", "")).first()
    if last is not None:
        rows = rows.filter(started_at__lte=last.started_at)
        rows = rows.exclude(started_at=last.started_at, id__gte=last.pk)
    entries = list(rows.select_related("call", "of_period").order_by(*ORDER)[: AT_ONCE + 1])
    more = entries[AT_ONCE - 1].call.public_id if len(entries) > AT_ONCE else ""
    context = {
        "client": client,
        "period": period,
        "period_tabs": [
            {
                "label": wording.days(one),
                "href": f"?period={one.public_id}",
                "current": one == period,
            }
            for one in listed[:6]
        ],
        "entries": entries[:AT_ONCE],
        "newest": f"?period={period.public_id}" if last else None,
        "older": f"?period={period.public_id}&after={more}" if more else None,
        "terms": period.terms,
        "words": wording,
        "costs": costs.column(entry.charged for entry in entries[:AT_ONCE]),
        "zone": zone_of(request, client.time_zone),
    }
    return render(request, "desk/billing/calls.html", context)
