"""Giving many calls to a client at once: what is asked, and who said so. The work itself is
`callboard.calls.moving`.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Min
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents import agents
from callboard.agents.models import Agent
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls import earlier, handing_over
from callboard.calls.earlier import Earlier
from callboard.calls.models import Call, Move
from callboard.calls.moving import work_through


def give_earlier(agent: Agent, *, by: Actor, at: datetime | None = None) -> Move | None:
    """The calls of nobody that its rule takes, to the agent's client. They arrive read, and it
    counts as live since the first of them. None where there are none.
    """
    found = earlier.of(agent)
    if found is None:
        return None
    told = {"agent": agent.name, **_shown(found)}
    with transaction.atomic():
        begun = _begun(Move(agent=agent, to_client=agent.client, to_agent=agent), found, by, at)
        if begun is None:
            return _open(agent)
        agents.live_since(agent, found.first)
        _record("call.earlier_given", begun, agent.client, by=by, before={}, after=told)
    return begun


def move(
    agent: Agent, to: Client, *, since: datetime | None, with_agent: bool, by: Actor
) -> Move | None:
    """An agent's calls since then (None: all) from its client to another; `with_agent` gives it the
    agent too, and so the calls to come. None where there are none.
    """
    found, giver = standing(agent, since), agent.client
    if found is None:
        return None
    receiver = agent if with_agent else handing_over.agent_at(to, agent)
    told = {"agent": agent.name, "with_agent": with_agent, **_shown(found)}
    with transaction.atomic():
        asked = Move(agent=agent, from_client=giver, to_client=to, to_agent=receiver, since=since)
        begun = _begun(asked, found, by, None)
        if begun is None:
            return _open(agent)
        for client in (giver, to):
            before, after = {"client": giver.name, **told}, {"client": to.name, **told}
            _record("call.many_moved", begun, client, by=by, before=before, after=after)
        if with_agent:
            agents.give(agent, to, by=by)
    return begun


def standing(agent: Agent, since: datetime | None) -> Earlier | None:
    """An agent's calls at its client since then; None where there are none."""
    rows = Call.objects.movable(agent.pk, agent.client_id).order_by()
    if since is not None:
        rows = rows.filter(started_at__gte=since)
    told = rows.aggregate(n=Count("pk"), first=Min("started_at"), last=Max("started_at"))
    return Earlier(told["n"], told["first"], told["last"]) if told["n"] else None


def _begun(asked: Move, found: Earlier, by: Actor, at: datetime | None) -> Move | None:
    """None where another of this agent is still under way."""
    asked.agency_id, asked.expected = asked.agent.agency_id, found.calls
    asked.by, asked.created_at = asdict(by), at or timezone.now()
    try:
        with transaction.atomic():
            asked.save()
    except IntegrityError:
        return None
    work_through.enqueue(asked.agency_id, asked.pk)
    return asked


def _open(agent: Agent) -> Move | None:
    under_way: Move | None = Move.objects.filter(agent=agent, ended_at__isnull=True).first()
    return under_way


def _shown(found: Earlier) -> dict[str, Any]:
    return {
        "calls": found.calls,
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
    }


def _record(
    act: str,
    of: Move,
    client: Client,
    *,
    by: Actor,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    record(
        act,
        agency_id=of.agency_id,
        client_id=client.pk,
        by=by,
        about=f"agent:{of.agent.public_id}",
        before=before,
        after=after,
        at=of.created_at,
    )
