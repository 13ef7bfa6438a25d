"""Calls of all clients as a file: at once, or made in the background where there are many."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from callboard.agencies.models import Client
from callboard.calls import export_answers, export_columns, filters
from callboard.calls.export_lines import Wanted
from callboard.calls.filters import Filters
from callboard.calls.models import CallExport
from callboard.desk.requests import StaffRequest, zone_of
from callboard.desk.views import panels
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("calls.edit")
def new(request: StaffRequest) -> HttpResponseBase:
    """Exactly what the list with these filters has."""
    read = filters.read(request.GET, for_agency=True)
    panel = partial(panels.panel, request, "desk/calls/export.html")
    wanted = _wanted(request, read.filters)
    answer = export_answers.asked(request, request.person.user, wanted, read.faults, panel)
    return answer or panels.done(request, reverse("desk:calls") + read.filters.query())


@require_safe
@staff("calls.edit")
def show(request: StaffRequest, export_id: str) -> HttpResponse:
    return render(request, "desk/calls/export_ready.html", {"export": _find(request, export_id)})


@require_safe
@staff("calls.edit")
def file(request: StaffRequest, export_id: str) -> HttpResponseBase:
    return export_answers.download(request, _find(request, export_id))


def _wanted(request: StaffRequest, asked: Filters) -> Wanted:
    """The days are those of the client that is chosen, else the agency's."""
    zones = Client.objects.filter(public_id=asked.client).values_list("time_zone", flat=True)
    days_zone = (zones.first() if asked.client else None) or request.agency.time_zone
    return Wanted(
        filters=asked,
        days_zone=days_zone,
        zone=zone_of(request, days_zone),
        address=request.agency.url("/agency/calls/"),
        columns=export_columns.chosen(request.POST.getlist("column"), None),
    )


def _find(request: StaffRequest, public_id: str) -> CallExport:
    """Of the agency, and of who asked alone."""
    mine = CallExport.objects.filter(user=request.person.user, membership=None)
    return get_object_or_404(mine, public_id=public_id)
