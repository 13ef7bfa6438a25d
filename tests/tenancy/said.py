"""What was said of an assistant: to it, by it, and about it."""

from django.utils import timezone

from callboard.agents import publications
from callboard.agents.models import Agent, ChangeRequest, Draft, Publication
from callboard.agents.models.publication import Kind, State
from callboard.calls.models import Call, UnansweredQuestion
from tests.cast import ANA


def published(agent: Agent, canary: str) -> Publication:
    """Live settings, a draft, and a version that waits for the agency."""
    content = {"greeting": canary, "notice": canary, "voice": {"id": "", "name": canary}}
    now = timezone.now()
    for state in (State.WAITING, State.WAITING):
        one = publications.ask(agent, Kind.SETTINGS, content, state, by=ANA, at=now)
        if one.number == 1:
            publications.mark_live(one, by=ANA)
    whose = {"agency": agent.agency, "client": agent.client, "agent": agent}
    Draft.objects.create(**whose, section="greeting", content=f"Draft {canary}", edited_at=now)
    return one


def wished(agent: Agent, canary: str) -> ChangeRequest:
    whose = {"agency": agent.agency, "client": agent.client, "agent": agent}
    return ChangeRequest.objects.create(
        **whose, section="voice", text=canary, asked_at=timezone.now()
    )


def unanswered(call: Call, canary: str) -> UnansweredQuestion:
    """What the caller asked in vain."""
    whose = {"agency": call.agency, "client": call.client, "agent": call.agent}
    asked = {"text": canary, "line": 0, "start_ms": 0, "asked_at": call.started_at}
    return UnansweredQuestion.objects.create(call=call, **whose, **asked)
