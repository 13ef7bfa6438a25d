"""Calls of nobody that an agent's rule takes: they came before it was added, or changed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, Max, Min, When

from callboard.agents import whose
from callboard.agents.models import Agent
from callboard.calls.models import Call


@dataclass(frozen=True, slots=True)
class Earlier:
    """How many there are, and when the first and the last of them began."""

    calls: int
    first: datetime
    last: datetime


def of(agent: Agent) -> Earlier | None:
    """None where there is none. The database counts, by what it takes to tell whose they are."""
    ours = Case(When(direction="outbound", then=F("from_number")), default=F("to_number"))
    rows = Call.objects.unassigned().filter(connection_id=agent.connection_id)
    groups = (
        rows.order_by()
        .annotate(ours=ours)
        .values_list("agent_references", "ours")
        .annotate(calls=Count("pk"), first=Min("started_at"), last=Max("started_at"))
    )
    rules = list(Agent.objects.filter(connection_id=agent.connection_id))
    found = [
        Earlier(calls, first, last)
        for references, number, calls, first, last in groups
        if whose.owner(rules, references, number) == agent
    ]
    if not found:
        return None
    return Earlier(
        sum(one.calls for one in found),
        min(one.first for one in found),
        max(one.last for one in found),
    )
