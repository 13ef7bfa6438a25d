"""Many calls on their way to a client: in the background, a bounded number a transaction.

Whoever looks in between finds each call at one client, and the numbers right. A worker that dies
leaves what is done done, and the rest to the next."""

import time
from collections.abc import Callable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from callboard.agents import whose
from callboard.agents.models import Agent
from callboard.calls import handing_over, placing
from callboard.calls.models import Call, Move
from callboard.calls.models.call import CallQuerySet
from callboard.calls.rewriting import rewrite
from callboard.tenancy import one_writer, steps
from callboard.tenancy.tasks import tenant_task

AT_ONCE = 100


@tenant_task
def work_through(agency_id: int, move_id: int) -> None:
    """Safe to run twice, and by two workers at once."""
    began = time.monotonic()
    while _step(move_id):
        steps.reached("calls.moved")
        one_writer.rest(time.monotonic() - began)
        began = time.monotonic()


def _step(move_id: int) -> bool:
    """False when it is done."""
    mine = Move.objects.filter(pk=move_id, ended_at__isnull=True)
    with transaction.atomic():
        locked = mine.select_for_update(of=("self",))
        rows = locked.select_related("agent__client", "from_client", "to_client", "to_agent")
        move: Move | None = rows.first()
        if move is None:
            return False
        ahead = list(_ahead(move).values_list("started_at", "pk")[:AT_ONCE])
        if not ahead:
            mine.update(ended_at=timezone.now())
            return False
        arrived = rewrite([pk for _at, pk in ahead], _change(move), to=[move.to_client])
        if move.from_client_id is not None:
            handing_over.marks(arrived, move.to_client)
        reached_at, reached_id = ahead[-1]
        mine.update(moved=F("moved") + len(arrived), reached_at=reached_at, reached_id=reached_id)
    return True


def _ahead(move: Move) -> CallQuerySet:
    rows: CallQuerySet = Call.objects.unassigned().filter(connection_id=move.agent.connection_id)
    if move.from_client_id is not None:
        rows = Call.objects.movable(move.agent_id, move.from_client_id)
    if move.since is not None:
        rows = rows.filter(started_at__gte=move.since)
    if move.reached_at is not None and move.reached_id is not None:
        rows = rows.before(move.reached_at, move.reached_id)
    return rows.newest_first()


def _change(move: Move) -> Callable[[Call], bool]:
    if move.from_client_id is None:
        return taking(move.agent)

    def give(call: Call) -> bool:
        mine = call.client_id == move.from_client_id and call.agent_id == move.agent_id
        return mine and handing_over.give(call, move.to_client, move.to_agent)

    return give


def taking(agent: Agent) -> Callable[[Call], bool]:
    """What is the agent's by the rules as they are now, and nobody's yet."""
    rules = list(Agent.objects.filter(connection_id=agent.connection_id))

    def take(call: Call) -> bool:
        owner = whose.owner(rules, call.agent_references, call.our_number)
        if call.client_id is not None or owner != agent:
            return False
        placing.place(call, agent, agent.client)
        call.brought_in = True
        return True

    return take
