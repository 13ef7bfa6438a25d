from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from callboard.calls.models import Call
from callboard.desk import find
from callboard.desk.requests import StaffRequest, zone_of
from callboard.tenancy.audience import staff
from callboard.ui import keyset


@require_safe
@staff("calls.view")
def all_calls(request: StaffRequest) -> HttpResponse:
    """Of every client, those of drafts and those that belong to none yet included."""
    return _list(
        request, Call.objects.all(), {"client": None, "title": _("Calls")}, zone_of(request)
    )


@require_safe
@staff("calls.view")
def of_client(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    context = {"client": client, "title": _("Calls")}
    return _list(
        request, Call.objects.filter(client=client), context, zone_of(request, client.time_zone)
    )


def _list(request: StaffRequest, calls: Any, context: dict[str, Any], zone: str) -> HttpResponse:
    page = keyset.page(
        calls.select_related("client", "agent").defer("known", "summary"),
        ("-started_at", "-id"),
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    return render(request, "desk/calls/list.html", {**context, "page": page, "zone": zone})
