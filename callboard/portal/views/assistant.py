"""The assistant under its own name: what callers hear, what is in the draft, and what is live."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from callboard.agents.models import Agent, ChangeRequest
from callboard.assistant import sheet
from callboard.assistant.addresses import in_portal
from callboard.assistant.reader import Reader
from callboard.portal import mine
from callboard.portal.requests import PersonRequest, zone_of
from callboard.tenancy.audience import member_sees


@require_safe
@member_sees("assistant")
def index(request: PersonRequest) -> HttpResponse:
    """Of several, which one."""
    agents = list(mine.agents(request))
    if len(agents) == 1:
        return redirect("portal:assistant", agents[0].public_id)
    return render(request, "portal/assistant/index.html", {"agents": agents})


@require_safe
@member_sees("assistant")
def show(request: PersonRequest, public_id: str) -> HttpResponse:
    return page(request, mine.agent(request, public_id))


@require_safe
@member_sees("assistant")
def news(request: PersonRequest, public_id: str) -> HttpResponse:
    """What became of the publication that the page waits for; once it is known, the whole page."""
    agent = mine.agent(request, public_id)
    shown = sheet.of(agent, reader_of(request))
    answer = render(request, "assistant/news.html", {"sheet": shown, "at": in_portal(agent)})
    if shown.news.state != "publishing":
        answer.headers["HX-Refresh"] = "true"
    return answer


def page(
    request: PersonRequest, agent: Agent, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "sheet": sheet.of(agent, reader_of(request)),
        "at": in_portal(agent),
        "several": mine.agents(request).exclude(pk=agent.pk).exists(),
        "requests": _open_requests(agent),
        "zone": zone_of(request),
        "refusal": refusal,
    }
    return render(request, "portal/assistant/page.html", context, status=status)


def reader_of(request: PersonRequest) -> Reader:
    return Reader.of_client(request.visibility)


def _open_requests(agent: Agent) -> dict[str, object]:
    """When somebody last asked for a change, by section, of those that wait."""
    rows = ChangeRequest.objects.filter(
        agent=agent, client_id=agent.client_id, done_at__isnull=True
    )
    return dict(rows.order_by("asked_at").values_list("section", "asked_at"))
