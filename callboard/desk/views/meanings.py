"""What the fields of an agent's analysis mean, row by row."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.agents.models import Agent
from callboard.calls import meanings
from callboard.desk import find
from callboard.desk.forms.meanings import MeaningForm, MeaningsTable
from callboard.desk.requests import StaffRequest
from callboard.people.requests import actor_of
from callboard.providers.fields import line
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("agents.edit")
def edit(request: StaffRequest, public_id: str) -> HttpResponse:
    """A row is added or taken away by a button of the form, and kept by Save alone."""
    agent = find.agent(public_id)
    if request.method != "POST":
        return _page(request, agent, MeaningsTable.of(agent).rows(checked=False))
    table = MeaningsTable.sent(request.POST)
    if "add" in request.POST:
        table.add(*_suggested(request.POST["add"]))
        return _page(request, agent, table.rows(checked=False))
    if "remove" in request.POST:
        table.remove(request.POST["remove"])
        return _page(request, agent, table.rows(checked=False))
    rows = table.rows(checked=True)
    if table.is_too_long or any(row.errors for row in rows):
        return _page(request, agent, rows, too_long=table.is_too_long)
    changed = meanings.change(agent, table.meanings(rows), by=actor_of(request))
    words = _("Saved. What came of earlier calls is settled anew.") if changed else _("Saved.")
    messages.success(request, words)
    return redirect("desk:agent", agent.public_id)


def _suggested(text: str) -> tuple[str, str]:
    """A field and a value seen in a call, as the button has them; nothing for an empty row."""
    try:
        field, value = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return "", ""
    return line(120)(field) or "", line(200)(value) or ""


def _page(
    request: StaffRequest, agent: Agent, rows: list[MeaningForm], *, too_long: bool = False
) -> HttpResponse:
    seen = meanings.seen(agent)
    context: dict[str, Any] = {
        "agent": agent,
        "rows": rows,
        "too_long": too_long,
        "most": meanings.MOST,
        "seen": {
            field: [(value, json.dumps([field, value])) for value in values]
            for field, values in seen.items()
        },
        "faulty": [row for row in rows if row.is_bound and row.errors],
    }
    status = 422 if too_long or context["faulty"] else 200
    return render(request, "desk/agents/meanings.html", context, status=status)
