"""A client's numbers on one page, and as a file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.audit.record import record
from callboard.insights import analytics, asked, table
from callboard.insights.asked import Read
from callboard.insights.permitted import permitted
from callboard.insights.sheet import Sheet, sheet
from callboard.insights.unanswered import Unanswered, unanswered
from callboard.insights.value import value
from callboard.people.requests import actor_of
from callboard.portal.requests import PersonRequest, client_of
from callboard.portal.unanswered import card
from callboard.tenancy.audience import member_sees
from callboard.ui import csv_lines


@require_safe
@member_sees("analytics")
def index(request: PersonRequest) -> HttpResponse:
    """What cannot be read of the address is told at its place, and left out."""
    read, sees = asked.read(request.GET), request.visibility.sees
    shown, agents = _sheet(request, read), _agents()
    found, name = _unanswered(request, shown), _name(agents)
    context: dict[str, Any] = {
        **analytics.page(shown, sees, name),
        "unanswered": card(found, agents, name, request.visibility) if found else None,
        "value": value(shown) if sees("analytics.value") else None,
        "faults": read.faults,
        "here": reverse("portal:analytics"),
        "calls_url": reverse("portal:calls") if sees("calls") else "",
    }
    status = 422 if read.faults else 200
    return render(request, "portal/analytics/index.html", context, status=status)


@require_POST
@member_sees("analytics.export")
def export(request: PersonRequest) -> HttpResponse:
    """What the page shows that has the same query."""
    read, client = asked.read(request.POST), client_of(request)
    record(
        "analytics.exported",
        agency_id=client.agency_id,
        client_id=client.pk,
        by=actor_of(request),
        after={"filters": read.asked.query()},
    )
    shown = _sheet(request, read)
    found = _unanswered(request, shown)
    lines = table.lines(shown, request.visibility.sees, _name(_agents()), found)
    content = csv_lines.BOM + "".join(csv_lines.lines(lines))
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"analytics-{shown.period.first.isoformat()}-{shown.period.last.isoformat()}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _sheet(request: PersonRequest, read: Read) -> Sheet:
    wanted = permitted(read.asked, request.visibility.sees)
    return sheet(wanted, client_of(request), timezone.now())


def _unanswered(request: PersonRequest, shown: Sheet) -> Unanswered | None:
    """None for who may not read what callers say."""
    if not (request.visibility.sees("calls.transcript") and shown.has_calls):
        return None
    return unanswered(shown, client_of(request))


def _agents() -> list[Agent]:
    return list(Agent.objects.filter(stage=Stage.DEPLOYED).only("public_id", "name"))


def _name(agents: list[Agent]) -> str:
    """Where one alone answers."""
    names = {agent.name for agent in agents}
    return names.pop() if len(names) == 1 else ""
