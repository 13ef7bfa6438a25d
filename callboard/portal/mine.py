"""The agents that answer for the client whose portal this is."""

from django.db.models import QuerySet
from django.http import Http404

from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.portal.requests import PersonRequest, client_of


def agents(request: PersonRequest) -> QuerySet[Agent]:
    """Those that are deployed: a draft is the agency's alone."""
    mine = Agent.objects.filter(client=client_of(request), stage=Stage.DEPLOYED)
    return mine.order_by("name", "id")


def agent(request: PersonRequest, public_id: str) -> Agent:
    """With its connection, its client and the agency. Raises `Http404`."""
    rows = agents(request).select_related("connection", "client__agency")
    found: Agent | None = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
