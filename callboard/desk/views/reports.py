"""How the week went, for the agency: a page, a print of it, and a file."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from callboard.audit.record import record
from callboard.desk.requests import StaffRequest, zone_of
from callboard.people.requests import actor_of
from callboard.summaries import how_it_went, mornings, report_readers, wording
from callboard.summaries.how_it_went import Report
from callboard.summaries.mornings import WEEK, Due
from callboard.tenancy import scope
from callboard.tenancy.audience import staff
from callboard.ui import csv_lines

ON_A_PAGE = 100
A_WEEK = timedelta(days=WEEK)
# Nothing is older.
FIRST = date(2000, 1, 3)


@require_safe
@staff("calls.view")
def week(request: StaffRequest) -> HttpResponse:
    """`?week=` is any day of it; anything else is the last that is over."""
    now = timezone.now()
    latest = _latest(request)
    due = _asked(request.GET.get("week", ""), latest)
    report = how_it_went.of(request.agency, due, now)
    page = min(_page(request.GET.get("page", "")), max(1, -(-len(report.rows) // ON_A_PAGE)))
    begins = (page - 1) * ON_A_PAGE
    context: dict[str, Any] = {
        "report": report,
        "when": wording.when(due),
        "rows": report.rows[begins : begins + ON_A_PAGE],
        "changed": wording.change(report.calls, report.before) if report.reaches_back else "",
        "week": due.period.first.isoformat(),
        "earlier": (due.period.first - A_WEEK).isoformat() if due.period.first > FIRST else "",
        "later": (due.period.first + A_WEEK).isoformat() if due.morning < latest else "",
        "page": page,
        "more": begins + ON_A_PAGE < len(report.rows),
        "wants": report_readers.wants(request.person.user),
        "zone": zone_of(request),
    }
    return render(request, "desk/reports/week.html", context)


@require_POST
@staff("calls.view")
def csv(request: StaffRequest) -> HttpResponseBase:
    due = _asked(request.POST.get("week", ""), _latest(request))
    name = due.period.first.isoformat()
    record(
        "report.exported", agency_id=request.agency.pk, by=actor_of(request), after={"week": name}
    )

    def lines() -> Iterator[str]:
        with scope.agency(request.agency.pk):
            report = how_it_went.of(request.agency, due, timezone.now())
            yield csv_lines.BOM
            yield from csv_lines.lines(_table(report))

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="week-{name}.csv"'
    return answer


def _table(report: Report) -> Iterator[list[object]]:
    yield [
        _("Client"),
        _("Calls"),
        _("Calls the week before"),
        _("Booked"),
        _("Access"),
        _("In the portal"),
        _("Not in the portal"),
        _("Needs a look"),
    ]
    for row in report.rows:
        yield [
            row.client.name,
            row.calls,
            row.before,
            row.booked,
            row.access_words,
            ", ".join(row.there),
            ", ".join(row.not_there),
            ". ".join(one.words for one in row.troubles),
        ]


def _latest(request: StaffRequest) -> date:
    """The Monday after the last week that is over, by the agency's calendar."""
    return mornings.monday_of(mornings.latest(timezone.now(), 0, request.agency.time_zone))


def _asked(text: str, latest: date) -> Due:
    try:
        monday = mornings.monday_of(date.fromisoformat(text)) + A_WEEK
    except (ValueError, OverflowError):
        monday = latest
    return Due(monday if FIRST < monday <= latest else latest, WEEK)


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) else 1
