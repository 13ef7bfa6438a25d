"""The record of every act: a page with filters, a client's own, and exports of what is shown."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from callboard.audit.models import Entry
from callboard.audit.record import record
from callboard.desk import audit_trail, audit_words, find
from callboard.desk.audit_trail import Wanted
from callboard.desk.forms.audit import AuditFilterForm
from callboard.desk.requests import StaffRequest, zone_of
from callboard.people.requests import actor_of
from callboard.tenancy import scope
from callboard.tenancy.audience import staff
from callboard.ui import csv_lines

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess


@require_safe
@staff("audit.view")
def index(request: StaffRequest) -> HttpResponse:
    return _page(request, None)


@require_safe
@staff("audit.view")
def of_client(request: StaffRequest, client_id: str) -> HttpResponse:
    return _page(request, find.client(request, client_id))


@require_POST
@staff("audit.view_all")
def export_csv(request: StaffRequest, client_id: str = "") -> HttpResponseBase:
    def lines() -> Iterator[str]:
        with scope.agency(request.agency.pk):
            found = _found(request, wanted, client)
            head = list(audit_trail.COLUMNS)
            yield csv_lines.BOM
            yield from csv_lines.lines([head])
            cells = (
                [_cell(value) for value in audit_trail.plain(entry).values()]
                for entry in found.iterator(chunk_size=500)
            )
            yield from csv_lines.lines(cells)

    client = find.client(request, client_id) if client_id else None
    form = AuditFilterForm(request.POST)
    if not form.is_valid():
        return _page(request, client, form)
    wanted = _exported(request, form, "csv", client)
    return _file(lines(), "text/csv; charset=utf-8", "record.csv")


@require_POST
@staff("audit.view_all")
def export_json(request: StaffRequest, client_id: str = "") -> HttpResponseBase:
    def lines() -> Iterator[str]:
        with scope.agency(request.agency.pk):
            yield from audit_trail.json_lines(_found(request, wanted, client))

    client = find.client(request, client_id) if client_id else None
    form = AuditFilterForm(request.POST)
    if not form.is_valid():
        return _page(request, client, form)
    wanted = _exported(request, form, "jsonl", client)
    return _file(lines(), "application/jsonl; charset=utf-8", "record.jsonl")


def _page(
    request: StaffRequest, client: "ClientWithAccess | None", refused: AuditFilterForm | None = None
) -> HttpResponse:
    """`refused` are an export's filters that cannot be read: more would be in it than meant."""
    form = refused or AuditFilterForm(request.GET)
    wanted = _wanted(form)
    if client is not None:
        del form.fields["client"]
    found = _found(request, wanted, client)
    page = audit_trail.page(found, request.GET.get("place", ""))
    kept = {name: value for name, value in request.GET.items() if value and name in form.fields}
    context = {
        "client": client,
        "form": form,
        "rows": [
            {
                "entry": entry,
                "words": audit_words.of(entry.act),
                "who": audit_trail.who(entry),
                "facts": audit_trail.facts(entry.before, entry.after),
            }
            for entry in page.entries
        ],
        "kept": kept,
        "older": f"?{urlencode({**kept, 'place': page.older})}" if page.older else None,
        "newest": f"?{urlencode(kept)}" if request.GET.get("place") else None,
        "zone": zone_of(request),
        "sees_all": request.person.may("audit.view_all"),
    }
    return render(request, "desk/audit/page.html", context, status=422 if refused else 200)


def _wanted(form: AuditFilterForm) -> Wanted:
    """What could be read of the filters; what could not is shown at its field and left out."""
    form.is_valid()
    read = form.cleaned_data
    return Wanted(
        who=read.get("who") or "",
        what=read.get("what") or "",
        client=read.get("client") or "",
        since=read.get("since"),
        until=read.get("until"),
        denied=read.get("denied") or False,
    )


def _found(
    request: StaffRequest, wanted: Wanted, client: "ClientWithAccess | None"
) -> QuerySet[Entry]:
    only = client.pk if client else None
    return audit_trail.rows(wanted, request.person, request.agency.time_zone, only)


def _exported(
    request: StaffRequest, form: AuditFilterForm, kind: str, client: "ClientWithAccess | None"
) -> Wanted:
    """The filters of an export, which is an act of its own."""
    wanted = _wanted(form)
    record(
        "audit.exported",
        agency_id=request.agency.pk,
        client_id=client.pk if client else None,
        by=actor_of(request),
        after={"as": kind, **{name: str(value) for name, value in asdict(wanted).items() if value}},
    )
    return wanted


def _file(lines: Iterator[str], content_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _cell(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
