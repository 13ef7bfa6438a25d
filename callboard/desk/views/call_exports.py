"""Calls of all clients as a file: at once, or made in the background where there are many."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from callboard.agencies.models import Client
from callboard.calls import export_columns, exports, filters
from callboard.calls.export_answers import file_answer, given, prepared
from callboard.calls.export_lines import AT_ONCE, Wanted
from callboard.calls.filters import Filters
from callboard.calls.models import CallExport
from callboard.desk.requests import StaffRequest, zone_of
from callboard.desk.views import panels
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("calls.edit")
def new(request: StaffRequest) -> HttpResponseBase:
    """Exactly what the list with these filters has."""
    read = filters.read(request.GET, for_agency=True)
    wanted = _wanted(request, read.filters)
    if request.method != "POST" or read.faults:
        return _panel(request, wanted, 422 if read.faults else 200, read.faults)
    count = wanted.count()
    if count <= AT_ONCE:
        by = actor_of(request)
        exports.made(wanted, count, agency_id=request.agency.pk, client_id=None, by=by)
        return given(wanted)
    try:
        exports.ask(wanted, request.person.user, by=actor_of(request))
    except exports.TooMany:
        busy = _("Three exports are being prepared. Wait for their mails.")
        return _panel(request, wanted, 429, {"": busy})
    messages.success(request, prepared())
    return panels.done(request, reverse("desk:calls") + read.filters.query())


@require_safe
@staff("calls.edit")
def show(request: StaffRequest, export_id: str) -> HttpResponse:
    return render(request, "desk/calls/export_ready.html", {"export": _find(request, export_id)})


@require_safe
@staff("calls.edit")
def file(request: StaffRequest, export_id: str) -> HttpResponseBase:
    export = _find(request, export_id)
    answer = file_answer(export)
    exports.downloaded(export, by=actor_of(request))
    return answer


def _wanted(request: StaffRequest, asked: Filters) -> Wanted:
    """The days are those of the client that is chosen, else the agency's."""
    zones = Client.objects.filter(public_id=asked.client).values_list("time_zone", flat=True)
    days_zone = (zones.first() if asked.client else None) or request.agency.time_zone
    return Wanted(
        filters=asked,
        days_zone=days_zone,
        zone=zone_of(request, days_zone),
        address=request.agency.url("/agency/calls/"),
        columns=export_columns.chosen(request.POST.getlist("column"), for_agency=True),
    )


def _panel(
    request: StaffRequest, wanted: Wanted, status: int, faults: dict[str, str]
) -> HttpResponse:
    count = wanted.count()
    context = {
        "wanted": wanted,
        "columns": export_columns.offered(for_agency=True),
        "count": count,
        "many": count > AT_ONCE,
        "faults": faults,
    }
    return panels.panel(request, "desk/calls/export.html", context, status)


def _find(request: StaffRequest, public_id: str) -> CallExport:
    """Of the agency, and of who asked alone."""
    mine = CallExport.objects.filter(user=request.person.user, membership=None)
    found: CallExport | None = mine.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
