"""Adding and changing a voice agent, with its entry in the record."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents.models import Agent, Connection
from callboard.agents.models.agent import Stage, Takes
from callboard.audit.actor import Actor
from callboard.audit.record import record


class CallsTaken(Exception):
    """`by` is the agent that has the very same rule: a call could not be told apart."""

    def __init__(self, by: Agent) -> None:
        super().__init__(by.pk)
        self.by = by


@dataclass(frozen=True, slots=True)
class AgentFacts:
    """`number` in E.164 or "", `stage` a `Stage`, `takes` a `Takes`. Where `live_since` is None, it
    is the moment of the first deployment.
    """

    name: str
    number: str
    external_id: str
    stage: str
    takes: str = Takes.AGENT
    live_since: datetime | None = None


def add(
    client: Client,
    connection: Connection,
    facts: AgentFacts,
    *,
    by: Actor,
    at: datetime | None = None,
) -> Agent:
    """Raises `CallsTaken`. Calls that came before stay where they are."""
    now = at or timezone.now()
    agent = Agent(agency_id=client.agency_id, client=client, created_at=now)
    _take_over(agent, connection, facts, now)
    return _save(agent, "agent.added", {}, by, now)


def change(
    agent: Agent,
    connection: Connection,
    facts: AgentFacts,
    *,
    by: Actor,
    at: datetime | None = None,
) -> Agent:
    """Raises `CallsTaken`. What was recorded of earlier calls does not move."""
    now, before = at or timezone.now(), shown(agent)
    _take_over(agent, connection, facts, now)
    return _save(agent, "agent.changed", before, by, now)


def live_since(agent: Agent, moment: datetime) -> None:
    """Counts a deployed agent as live since then, if that is earlier."""
    rows = Agent.objects.filter(pk=agent.pk, stage=Stage.DEPLOYED, live_since__gt=moment)
    rows.update(live_since=moment)
    agent.refresh_from_db(fields=["live_since"])


def give(agent: Agent, to: Client, *, by: Actor) -> None:
    """To another client, with the calls to come. Those that came stay where they are."""
    giver = agent.client
    agent.client = to
    with transaction.atomic():
        agent.save(update_fields=["client"])
        for client in (giver, to):
            record(
                "agent.moved",
                agency_id=agent.agency_id,
                client_id=client.pk,
                by=by,
                about=f"agent:{agent.public_id}",
                before={"name": agent.name, "client": giver.name},
                after={"name": agent.name, "client": to.name},
            )


def shown(agent: Agent) -> dict[str, str | None]:
    """For the record."""
    return {
        "name": agent.name,
        "number": agent.number,
        "external_id": agent.external_id,
        "takes": agent.takes,
        "stage": agent.stage,
        "live_since": agent.live_since.isoformat() if agent.live_since else None,
    }


def _take_over(agent: Agent, connection: Connection, facts: AgentFacts, now: datetime) -> None:
    agent.connection = connection
    for name, value in asdict(facts).items():
        setattr(agent, name, value)
    if agent.is_deployed and agent.live_since is None:
        agent.live_since = now


def _save(agent: Agent, act: str, before: dict[str, str | None], by: Actor, at: datetime) -> Agent:
    try:
        with transaction.atomic():
            agent.save()
            record(
                act,
                agency_id=agent.agency_id,
                client_id=agent.client_id,
                by=by,
                about=f"agent:{agent.public_id}",
                before=before,
                after=shown(agent),
                at=at,
            )
    except IntegrityError as fault:
        raise CallsTaken(_with_the_same_rule(agent)) from fault
    return agent


def _with_the_same_rule(agent: Agent) -> Agent:
    same = Agent.objects.filter(connection_id=agent.connection_id, takes=agent.takes)
    if agent.takes != Takes.NUMBER:
        same = same.filter(external_id=agent.external_id)
    if agent.takes != Takes.AGENT:
        same = same.filter(number=agent.number)
    return same.select_related("client").exclude(pk=agent.pk).get()
