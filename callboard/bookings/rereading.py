"""Reading the kept tools of earlier calls again, after the agency said what they mean."""

from collections.abc import Iterator

from django.db import transaction

from callboard.agents.models import Agent
from callboard.calls.models import ToolUses
from callboard.calls.rewriting import rewrite
from callboard.tenancy.tasks import tenant_task

_AT_ONCE = 200


def reread(agent: Agent) -> None:
    """In the background, once this transaction is committed."""
    _reread.enqueue(agent.agency_id, agent.pk)


@tenant_task
def _reread(agency_id: int, agent_id: int) -> None:
    reread_now(Agent.objects.get(pk=agent_id))


def reread_now(agent: Agent) -> int:
    """How many calls were read. A transaction a call: safe to run twice, and to be interrupted."""
    calls = 0
    for call_id in _with_tools(agent):
        _read(call_id)
        calls += 1
    return calls


def _with_tools(agent: Agent) -> Iterator[int]:
    """Walked by key, so that what comes meanwhile is read as well and nothing twice."""
    last = 0
    while True:
        kept = ToolUses.objects.filter(call__agent=agent, pk__gt=last).order_by("pk")
        some = list(kept.values_list("pk", "call_id")[:_AT_ONCE])
        if not some:
            return
        yield from (call_id for _, call_id in some)
        last = some[-1][0]


def _read(call_id: int) -> None:
    with transaction.atomic():
        rewrite([call_id], lambda call: True)
