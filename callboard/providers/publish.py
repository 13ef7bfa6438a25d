"""Publishing: what somebody wants to be live is kept first, and then brought to the phone system in
the background, however often the worker dies on the way."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from callboard.agents import publications
from callboard.agents.models import Agent, Publication
from callboard.agents.models.publication import State
from callboard.audit.actor import Actor
from callboard.people import departures
from callboard.providers.publishers import publisher_of
from callboard.providers.publishing import NotReached, Publisher, Release
from callboard.tenancy import steps
from callboard.tenancy.tasks import tenant_task

log = logging.getLogger(__name__)

RIGHT = "agents.edit"
TRIES = 3
AGAIN = timedelta(seconds=4)
# A publication that no task has settled by then has none.
OVERDUE = timedelta(minutes=10)


def publish(
    agent: Agent, kind: str, content: dict[str, Any], *, by: Actor, at: datetime | None = None
) -> Publication:
    """On its way, or at the agency where the agent's provider has no publisher. Reads the agent's
    connection. Raises `AlreadyPublishing`, and `Gone` for who has lost the right.
    """
    now = at or timezone.now()
    can = publisher_of(agent.connection) is not None
    with transaction.atomic():
        departures.must_act("publish", by, RIGHT, agent.client_id)
        state = State.PUBLISHING if can else State.WAITING
        one = publications.ask(agent, kind, content, state, by=by, at=now)
        if can:
            send.enqueue(agent.agency_id, one.pk)
    return one


@tenant_task
def send(agency_id: int, publication_id: int) -> None:
    """To the phone system. Safe to run twice, and by two workers at once."""
    rows = Publication.objects.select_related("agent__connection", "agent__client")
    one: Publication | None = rows.filter(pk=publication_id, state=State.PUBLISHING).first()
    if one is None:
        return
    publisher = publisher_of(one.agent.connection)
    if one.agent.client_id != one.client_id:
        publications.drop(one, State.PUBLISHING)
    elif publisher is None:
        publications.hand_over(one)
    else:
        _bring(one, publisher)


def send_overdue(now: datetime) -> None:
    """Asks once more for what no task has settled. In every agency's stead."""
    rows = Publication.objects.filter(state=State.PUBLISHING, asked_at__lt=now - OVERDUE)
    for agency_id, pk in rows.values_list("agency_id", "pk"):
        send.enqueue(agency_id, pk)


def _bring(one: Publication, publisher: Publisher) -> None:
    steps.reached("publish.begun")
    try:
        publisher.publish(one.agent, Release(one.kind, one.number, one.content))
    except NotReached as fault:
        log.warning("A publication did not get there: %s", fault)
        _again(one)
        return
    steps.reached("publish.sent")
    publications.went_live(one, State.PUBLISHING)
    steps.reached("publish.live")


def _again(one: Publication) -> None:
    """After a while, as often as somebody may be kept waiting."""
    with transaction.atomic():
        rows = Publication.objects.filter(pk=one.pk, state=State.PUBLISHING)
        rows.update(tries=F("tries") + 1)
        one.refresh_from_db(fields=["tries"])
        if one.tries >= TRIES:
            publications.failed(one)
        else:
            due = timezone.now() + AGAIN * one.tries
            send.using(run_after=due).enqueue(one.agency_id, one.pk)
