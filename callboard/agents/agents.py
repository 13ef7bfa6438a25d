"""Adding and changing a voice agent, with its entry in the record."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents.models import Agent, Connection
from callboard.audit.actor import Actor
from callboard.audit.record import record


class ExternalIdTaken(Exception):
    """Another agent of this connection has that id: a call could not be told apart."""


@dataclass(frozen=True, slots=True)
class AgentFacts:
    """`number` in E.164 or "", `stage` a `Stage`."""

    name: str
    number: str
    external_id: str
    stage: str


def add(
    client: Client,
    connection: Connection,
    facts: AgentFacts,
    *,
    by: Actor,
    at: datetime | None = None,
) -> Agent:
    """Raises `ExternalIdTaken`. Calls that came before stay where they are."""
    now = at or timezone.now()
    agent = Agent(
        agency_id=client.agency_id,
        client=client,
        connection=connection,
        created_at=now,
        **asdict(facts),
    )
    return _save(agent, "agent.added", {}, by, now)


def change(agent: Agent, connection: Connection, facts: AgentFacts, *, by: Actor) -> Agent:
    """Raises `ExternalIdTaken`. What was recorded of earlier calls does not move."""
    before = _shown(agent)
    agent.connection = connection
    for name, value in asdict(facts).items():
        setattr(agent, name, value)
    return _save(agent, "agent.changed", before, by, timezone.now())


def _save(agent: Agent, act: str, before: dict[str, str], by: Actor, at: datetime) -> Agent:
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
                after=_shown(agent),
                at=at,
            )
    except IntegrityError as fault:
        raise ExternalIdTaken from fault
    return agent


def _shown(agent: Agent) -> dict[str, str]:
    return {
        "name": agent.name,
        "number": agent.number,
        "external_id": agent.external_id,
        "stage": agent.stage,
    }
