"""Calls as a file: at once, or made in the background where there are many."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from callboard.calls import export_answers, export_columns, exports, filters
from callboard.calls.export_lines import Wanted
from callboard.calls.filters import Filters
from callboard.calls.models import CallExport
from callboard.portal import list_place
from callboard.portal.answers import done
from callboard.portal.requests import PersonRequest, client_of, zone_of
from callboard.portal.views.call_marks import reader_of, selected
from callboard.tenancy.audience import member_sees


@require_http_methods(["GET", "HEAD", "POST"])
@member_sees("calls.export")
def new(request: PersonRequest) -> HttpResponseBase:
    """Exactly what the list with these filters has, or of a page what is selected."""
    read = filters.read(request.GET, by=request.visibility)
    wanted, panel = _wanted(request, read.filters), partial(_panel, request)
    answer = export_answers.asked(request, request.person.user, wanted, read.faults, panel)
    return answer or done(request, list_place.address(read.filters))


@require_safe
@member_sees("calls.export")
def show(request: PersonRequest, public_id: str) -> HttpResponse:
    return render(request, "portal/calls/export_ready.html", {"export": _find(request, public_id)})


@require_safe
@member_sees("calls.export")
def file(request: PersonRequest, public_id: str) -> HttpResponseBase:
    return export_answers.download(request, _find(request, public_id))


def _wanted(request: PersonRequest, asked: Filters) -> Wanted:
    return Wanted(
        filters=asked,
        days_zone=client_of(request).time_zone,
        zone=zone_of(request),
        address=request.agency.url("/calls/"),
        columns=export_columns.chosen(request.POST.getlist("column"), request.visibility),
        reader=reader_of(request),
        by=request.visibility,
        only=selected(request),
    )


def _panel(request: PersonRequest, context: Mapping[str, Any], status: int) -> HttpResponse:
    level = 2 if request.htmx else 1
    return render(request, "portal/calls/export.html", {**context, "level": level}, status=status)


def _find(request: PersonRequest, public_id: str) -> CallExport:
    """Of this person's present access: what an earlier one asked for ended with it."""
    mine = CallExport.objects.filter(membership=reader_of(request))
    found = get_object_or_404(mine, public_id=public_id)
    if not exports.is_seen(found, request.visibility):
        raise Http404
    return found
