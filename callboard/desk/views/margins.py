"""What all clients bring in, what their calls cost the agency and what is left; and as a file."""

from collections.abc import Iterator

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from callboard.audit.record import record
from callboard.billing import client_margins, margin, wording
from callboard.billing.client_margins import By, OfClient, Over
from callboard.desk.requests import StaffRequest
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff
from callboard.ui import csv_lines
from callboard.ui.money import plain
from callboard.ui.zones import local

ON_A_PAGE = 100


@require_safe
@staff("billing.view")
def index(request: StaffRequest) -> HttpResponse:
    """`?over=`, `?by=` and `?page=`; of what is none of them, the first."""
    over, by = _over(request.GET.get("over", "")), _by(request.GET.get("by", ""))
    rows = client_margins.ordered(_rows(request, over), by)
    page = min(_page(request.GET.get("page", "")), max(1, -(-len(rows) // ON_A_PAGE)))
    begins = (page - 1) * ON_A_PAGE
    context = {
        "over": over,
        "by": by,
        "spans": [{"label": one.label, "value": one.value} for one in Over],
        "orders": [{"label": one.label, "value": one.value} for one in By],
        "rows": rows[begins : begins + ON_A_PAGE],
        "totals": margin.totals(row.margin for row in rows),
        "page": page,
        "more": begins + ON_A_PAGE < len(rows),
        "words": wording,
    }
    return render(request, "desk/billing/margins.html", context)


@require_POST
@staff("billing.view")
def csv(request: StaffRequest) -> HttpResponseBase:
    over, by = _over(request.POST.get("over", "")), _by(request.POST.get("by", ""))
    rows = client_margins.ordered(_rows(request, over), by)
    told = {"over": over.value, "clients": len(rows)}
    record("margin.exported", agency_id=request.agency.pk, by=actor_of(request), after=told)
    lines = csv_lines.lines(_table(rows))
    answer = StreamingHttpResponse(
        (line for part in ((csv_lines.BOM,), lines) for line in part),
        content_type="text/csv; charset=utf-8",
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="margin-{over.value}.csv"'
    return answer


def _table(rows: list[OfClient]) -> Iterator[list[object]]:
    yield [
        _("Client"),
        _("From"),
        _("To"),
        _("Periods"),
        _("Currency"),
        _("Billed before tax"),
        _("Provider’s cost in USD"),
        _("Calls of unknown cost"),
        _("Margin in USD"),
    ]
    for row in rows:
        one = row.margin
        yield [
            row.client.name,
            row.starts_on.isoformat(),
            wording.day_before(row.ends_on).isoformat(),
            row.periods,
            one.currency,
            plain(one.billed, one.currency),
            f"{one.cost.dollars:f}" if one.cost_is_known else "",
            one.cost.unknown,
            "" if one.exact is None else f"{one.exact:f}",
        ]


def _rows(request: StaffRequest, over: Over) -> list[OfClient]:
    today = local(timezone.now(), request.agency.time_zone).date()
    return client_margins.of_all(over, today)


def _over(text: str) -> Over:
    return Over(text) if text in Over.values else Over.PRESENT


def _by(text: str) -> By:
    return By(text) if text in By.values else By.NAME


def _page(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) else 1
