"""The agency's lists of calls: of every client, and of one."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from callboard.agencies.models import Client
from callboard.calls import filters, listing, place, searched
from callboard.calls.filters import Filters, Read
from callboard.calls.models import Call
from callboard.calls.offered import offered
from callboard.calls.vocabulary import Result
from callboard.calls.wording import result_name, verdict
from callboard.desk import find
from callboard.desk.requests import StaffRequest, zone_of
from callboard.tenancy.audience import staff

LONGEST_NAME, MOST_MATCHES = 120, 8


@require_safe
@staff("calls.view")
def all_calls(request: StaffRequest) -> HttpResponse:
    """Of every client, those of drafts and those that belong to none yet included."""
    read, here = filters.read(request.GET, for_agency=True), reverse("desk:calls")
    matches, name = [], request.GET.get("client_name", "").replace("\0", "").strip()[:LONGEST_NAME]
    if name:
        matches = list(Client.objects.current().search(name).order_by("name", "id")[:MOST_MATCHES])
        if len(matches) == 1:
            return redirect(here + read.filters.but(client=matches[0].public_id).query())
        if not matches:
            read.faults["client"] = _("No client is called %(name)s.") % {"name": name}
    asked = read.filters.client
    client = Client.objects.filter(public_id=asked).first() if asked else None
    if client is None and asked:
        read = Read(read.filters.but(client=""), read.faults | {"client": _("No such client.")})
    return _list(request, read, client, {"here": here, "client": None, "matches": matches})


@require_safe
@staff("calls.view")
def of_client(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    read = filters.read(request.GET, for_agency=True)
    read = Read(read.filters.but(client=""), read.faults)
    here = reverse("desk:client_calls", args=[client_id])
    return _list(request, read, client, {"here": here, "client": client, "matches": []})


def _list(
    request: StaffRequest, read: Read, of: Client | None, context: dict[str, Any]
) -> HttpResponse:
    days_zone = of.time_zone if of else request.agency.time_zone
    page = listing.page(
        Call.objects.filter(client=of) if of else Call.objects.all(),
        read.filters.but(client=""),
        days_zone,
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
        also=("aside_why", "client__name"),
        of=of,
    )
    text, asked = read.filters.text, read.filters.but(client=of.public_id if of else "")
    lines = offered(of.pk, None).lines if of else []
    partly = bool(request.htmx) and request.htmx.target == "results"
    answer = render(
        request,
        "desk/calls/_results.html" if partly else "desk/calls/list.html",
        {
            **context,
            "title": _("Calls"),
            "of": of,
            "rows": [(call, verdict(call, for_agency=True)) for call in page.rows],
            "hits": searched.hits(page.rows, text) if text else {},
            "filters": read.filters,
            "faults": read.faults,
            "lines": lines,
            "results": [(one, result_name(one, for_agency=True), None) for one in Result],
            "newer": _address(context["here"], read.filters, before=page.before),
            "older": _address(context["here"], read.filters, after=page.after),
            "export": reverse("desk:calls_export") + asked.query(),
            "place": replace(place.read(request.GET), filters=asked).query,
            "zone": zone_of(request, of.time_zone if of else ""),
            "days_zone": days_zone,
        },
        status=422 if read.faults else 200,
    )
    answer.headers["Vary"] = "HX-Request, HX-Target"
    if partly and not read.faults and not {"before", "after"} & set(request.GET):
        answer.headers["HX-Push-Url"] = context["here"] + read.filters.query()
    return answer


def _address(here: str, asked: Filters, **place: str) -> str | None:
    """Of a neighbouring page, if there is one."""
    if not any(place.values()):
        return None
    return f"{here}?{urlencode([*asked.pairs(), *place.items()])}"
