"""Giving a client so many calls: a batch a transaction, so that one that was interrupted goes on
where it was.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from callboard.agents.models import Agent, Connection
from callboard.calls import billed, daily
from callboard.calls.models import Call
from callboard.demo.big import writing
from callboard.demo.big.rows import Maker
from callboard.people.models import Membership

AT_ONCE = 5_000
# From so many on, an index is made anew in less time than it is kept.
MANY = 20_000
_UNREAD = timedelta(hours=6)


def fill(
    agent: Agent,
    count: int,
    *,
    began: datetime,
    until: datetime,
    told: Callable[[int], None] = lambda _done: None,
) -> int:
    """Up to `count` calls of the agent's client, which has a member; how many are new. In its
    agency's scope. `told` is given how many there are after each batch.
    """
    client = agent.client
    there = Call.objects.filter(client=client, agent=agent).count()
    if there >= count and daily.total(client) == there:
        return 0
    reader = Membership.objects.filter(client=client).order_by("id")[0]
    maker = Maker(agent, began, until, reader.user_id)
    if count - there > MANY:
        writing.pause_index()
    for first in range(there, count, AT_ONCE):
        last = min(first + AT_ONCE, count)
        with transaction.atomic():
            first_id = writing.next_ids(last - first)
            writing.write(list(maker.rows(first, last, count, first_id)))
        told(last)
    writing.resume_index()
    Connection.objects.filter(pk=agent.connection_id).update(last_event_at=until)
    Membership.objects.filter(client=client).update(read_until=until - _UNREAD)
    billed.enter(client)
    daily.rebuild(client)  # at last: that the days are right says that all is done
    return max(0, count - there)
