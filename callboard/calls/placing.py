"""Whose a call is and who sees it: asked anew whenever more is known of it."""

from datetime import datetime

from django.db.models import Q

from callboard.agencies.models import Client
from callboard.agents import numbers, whose
from callboard.agents.models import Agent
from callboard.calls.models import Aside, Call

Evidence = tuple[tuple[str, ...], str, str, datetime]


def evidence(call: Call) -> Evidence:
    """All that decides it, as far as providers tell."""
    return tuple(call.agent_references), call.our_number, call.other_number, call.started_at


def is_due(call: Call, *, before: Evidence) -> bool:
    """Whether the last event may have settled it. What the agency changes moves no history, and
    what a person has said is left alone.
    """
    return not call.by_hand and (call.agent_id is None or evidence(call) != before)


def agent_of(call: Call) -> Agent | None:
    """One query. Examples name their agent by our own id: no provider answered them."""
    if call.is_example:
        return Agent.objects.filter(public_id__in=call.agent_references).first()
    ours = numbers.canonical(call.our_number)
    rules = Agent.objects.filter(
        Q(external_id__in=call.agent_references) | Q(number=ours), connection_id=call.connection_id
    )
    return whose.owner(rules, call.agent_references, ours)


def place(call: Call, agent: Agent | None, client: Client | None) -> None:
    """Writes it into the row (unsaved). `client` is the agent's, and not asked of a call that stays
    with its agent: that keeps the client it was recorded for. An example is never kept aside: it
    was placed to be seen. Reads the call's agency.
    """
    same = agent is not None and call.agent_id == agent.pk
    if not same:
        call.agent, call.client = agent, client
    asked = agent is not None and not call.is_example
    call.aside_why = _why(call, draft=_is_draft(call, same=same)) if asked else ""
    call.kept_aside = call.aside_why != ""


def _is_draft(call: Call, *, same: bool) -> bool:
    """A call of a draft stays one when its agent is deployed, and the other way round."""
    if same:
        return call.aside_why == Aside.DRAFT
    return call.agent is not None and not call.agent.is_deployed


def _why(call: Call, *, draft: bool) -> str:
    if draft:
        return Aside.DRAFT
    live_since = call.agent.live_since if call.agent else None
    if live_since is not None and call.started_at < live_since:
        return Aside.BEFORE_LIVE
    if numbers.canonical(call.other_number) in call.agency.test_numbers:
        return Aside.TEST_NUMBER
    return ""
