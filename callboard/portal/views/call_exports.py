"""Calls as a file: at once, or made in the background where there are many."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from callboard.calls import export_columns, exports, filters
from callboard.calls.export_answers import file_answer, given, prepared
from callboard.calls.export_lines import AT_ONCE, Wanted
from callboard.calls.models import CallExport
from callboard.people.requests import actor_of
from callboard.portal import list_place
from callboard.portal.answers import done
from callboard.portal.requests import PersonRequest, client_of, zone_of
from callboard.portal.views.call_marks import reader_of, selected
from callboard.tenancy.audience import member


@require_http_methods(["GET", "HEAD", "POST"])
@member
def new(request: PersonRequest) -> HttpResponseBase:
    """Exactly what the list with these filters has, or of a page what is selected."""
    read, reader = filters.read(request.GET), reader_of(request)
    wanted = Wanted(
        filters=read.filters,
        days_zone=client_of(request).time_zone,
        zone=zone_of(request),
        address=request.agency.url("/calls/"),
        columns=export_columns.chosen(request.POST.getlist("column"), for_agency=False),
        reader=reader,
        only=selected(request),
    )
    if request.method != "POST" or read.faults:
        return _panel(request, wanted, 422 if read.faults else 200, read.faults)
    count = wanted.count()
    if count <= AT_ONCE:
        exports.made(
            wanted,
            count,
            agency_id=reader.agency_id,
            client_id=reader.client_id,
            by=actor_of(request),
        )
        return given(wanted)
    try:
        exports.ask(wanted, request.person.user, by=actor_of(request))
    except exports.TooMany:
        busy = _("Three exports are being prepared. Wait for their mails.")
        return _panel(request, wanted, 429, {"": busy})
    messages.success(request, prepared())
    return done(request, list_place.address(read.filters))


@require_safe
@member
def show(request: PersonRequest, public_id: str) -> HttpResponse:
    return render(request, "portal/calls/export_ready.html", {"export": _find(request, public_id)})


@require_safe
@member
def file(request: PersonRequest, public_id: str) -> HttpResponseBase:
    export = _find(request, public_id)
    answer = file_answer(export)
    exports.downloaded(export, by=actor_of(request))
    return answer


def _panel(
    request: PersonRequest, wanted: Wanted, status: int, faults: dict[str, str]
) -> HttpResponse:
    count = wanted.count()
    context = {
        "wanted": wanted,
        "columns": export_columns.offered(for_agency=False),
        "count": count,
        "many": count > AT_ONCE,
        "faults": faults,
        "level": 2 if request.htmx else 1,
    }
    return render(request, "portal/calls/export.html", context, status=status)


def _find(request: PersonRequest, public_id: str) -> CallExport:
    """Of this person's present access: what an earlier one asked for ended with it."""
    mine = CallExport.objects.filter(membership=reader_of(request))
    found: CallExport | None = mine.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
