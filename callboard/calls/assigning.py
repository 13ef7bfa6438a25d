"""Saying whose a call of nobody is: the agent that takes it is added, and the call is given."""

from django.db import transaction

from callboard.agencies.models import Client
from callboard.agents import agents
from callboard.agents.agents import AgentFacts
from callboard.agents.models import Agent, Connection
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls.models import Call
from callboard.calls.moving import taking
from callboard.calls.rewriting import rewrite


def assign(
    call: Call, client: Client, connection: Connection, facts: AgentFacts, *, by: Actor
) -> Agent:
    """The call itself goes to the client at once, if the agent takes it; of the others that came
    before, `callboard.calls.moves` asks. Raises `CallsTaken`.
    """
    with transaction.atomic():
        agent = agents.add(client, connection, facts, by=by)
        agents.live_since(agent, call.started_at)
        for given in rewrite([call.pk], taking(agent), to=[client]):
            record(
                "call.assigned",
                agency_id=given.agency_id,
                client_id=client.pk,
                by=by,
                about=f"call:{given.public_id}",
                before={"client": ""},
                after={"client": client.name, "agent": agent.name},
            )
    return agent
