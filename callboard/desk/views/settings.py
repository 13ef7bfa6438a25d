"""What an agent says and when, from the agency's side: all of it, and the recording notice."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from callboard.agents.models import Agent
from callboard.assistant import sheet
from callboard.assistant.addresses import at_desk
from callboard.assistant.reader import Reader
from callboard.desk import find
from callboard.desk.requests import StaffRequest, zone_of
from callboard.tenancy.audience import staff


@require_safe
@staff("agents.view")
def show(request: StaffRequest, public_id: str) -> HttpResponse:
    return page(request, find.agent(public_id))


@require_safe
@staff("agents.view")
def news(request: StaffRequest, public_id: str) -> HttpResponse:
    """What became of the publication that the page waits for; once it is known, the whole page."""
    agent = find.agent(public_id)
    shown = sheet.of(agent, Reader.of_staff(request.person))
    answer = render(request, "assistant/news.html", {"sheet": shown, "at": at_desk(agent)})
    if shown.news.state != "publishing":
        answer.headers["HX-Refresh"] = "true"
    return answer


def page(
    request: StaffRequest, agent: Agent, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "sheet": sheet.of(agent, Reader.of_staff(request.person)),
        "at": at_desk(agent),
        "requests": {},
        "zone": zone_of(request, agent.client.time_zone),
        "refusal": refusal,
    }
    return render(request, "desk/settings/page.html", context, status=status)
