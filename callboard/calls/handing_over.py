"""A call that goes from one client to another, with all that belongs to it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents.models import Agent
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls.models import Call, ReadMark
from callboard.calls.rewriting import rewrite
from callboard.people.models import Membership


def move(call: Call, to: Client, *, by: Actor, at: datetime | None = None) -> bool:
    """From its client, or from nobody. It arrives read, and events move it no more. False where it
    is there already, or is an example: that stays with the client it was placed for.
    """
    now, came_from = at or timezone.now(), call.client

    def change(found: Call) -> bool:
        if found.is_example or found.client_id == to.pk or found.client != came_from:
            return False
        agent = agent_at(to, found.agent) if found.agent else None
        return give(found, to, agent)

    with transaction.atomic():
        arrived = rewrite([call.pk], change, to=[to])
        marks(arrived, to)
        for client in filter(None, (came_from, to)) if arrived else ():
            record(
                "call.moved",
                agency_id=call.agency_id,
                client_id=client.pk,
                by=by,
                about=f"call:{call.public_id}",
                before={"client": came_from.name if came_from else ""},
                after={"client": to.name},
                at=now,
            )
    return bool(arrived)


def give(call: Call, to: Client, agent: Agent | None) -> bool:
    """Into the row (unsaved). Who flagged it or called back is nothing for the other client."""
    call.client, call.agent = to, agent
    call.by_hand = call.brought_in = True
    call.flagged_at = call.flagged_by = None
    call.called_back_at = call.called_back_by = None
    return True


def agent_at(client: Client, agent: Agent) -> Agent:
    """The client's own entry for what is the same agent at the provider; else the one it was."""
    same = Agent.objects.filter(
        client=client, connection_id=agent.connection_id, external_id=agent.external_id
    )
    return same.order_by("pk").first() or agent


def marks(calls: Sequence[Call], to: Client) -> None:
    """Who reads for both clients and kept a call unread finds it unread; for all others calls that
    were moved are read, and their marks are gone.
    """
    rows = ReadMark.objects.filter(call__in=[call.pk for call in calls])
    unread = rows.filter(is_read=False).exclude(client=to)
    readers = list(unread.values_list("call_id", "membership__user_id"))
    at_both = Membership.objects.active().filter(client=to, user__in={user for _c, user in readers})
    memberships = dict(at_both.values_list("user_id", "pk"))
    rows.exclude(client=to).delete()
    ReadMark.objects.bulk_create(
        [
            ReadMark(
                agency_id=to.agency_id,
                client=to,
                membership_id=memberships[user],
                call_id=call,
                is_read=False,
            )
            for call, user in readers
            if user in memberships
        ],
        ignore_conflicts=True,
    )
