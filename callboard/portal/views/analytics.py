"""A client's numbers on one page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.insights import analytics, asked
from callboard.insights.sheet import sheet
from callboard.portal.requests import PersonRequest, client_of
from callboard.tenancy.audience import member_sees


@require_safe
@member_sees("analytics")
def index(request: PersonRequest) -> HttpResponse:
    """What cannot be read of the address is told at its place, and left out."""
    read = asked.read(request.GET)
    sees = request.visibility.sees
    shown = sheet(analytics.permitted(read.asked, sees), client_of(request), timezone.now())
    context: dict[str, Any] = {
        **analytics.page(shown, sees, _name_of_assistant()),
        "faults": read.faults,
        "here": reverse("portal:analytics"),
        "calls_url": reverse("portal:calls") if sees("calls") else "",
    }
    status = 422 if read.faults else 200
    return render(request, "portal/analytics/index.html", context, status=status)


def _name_of_assistant() -> str:
    """Where one alone answers."""
    names = Agent.objects.filter(stage=Stage.DEPLOYED).values_list("name", flat=True).distinct()
    return found[0] if len(found := list(names[:2])) == 1 else ""
