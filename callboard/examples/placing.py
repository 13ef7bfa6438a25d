"""Placing an example call: staff choose a story, and it comes in through the agency's own webhook
as if somebody had called.

Its three events are three tasks, queued together with the act. Each tells by itself, and telling
twice is harmless, so whenever a worker dies the others still tell the rest: an example that rings
always ends."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents import publications
from callboard.agents.models import Agent, Connection
from callboard.agents.models.publication import Kind
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.examples import line, removal, voices
from callboard.examples.events import AFTER, Step, event, live_call, reported_call
from callboard.examples.models import ExampleCall
from callboard.examples.telling import Telling, telling_of
from callboard.limits.limit import Limit
from callboard.people import access, departures
from callboard.people.access import Access
from callboard.people.refusals import LimitReached, Refused
from callboard.providers.simulator import publisher as simulator
from callboard.providers.simulator import sounds
from callboard.providers.simulator.send import send
from callboard.tenancy import steps
from callboard.tenancy.tasks import tenant_task

log = logging.getLogger(__name__)

RIGHT = "agents.edit"
OF_CLIENT = Limit("example calls of a client", 10, timedelta(minutes=10))
OF_AGENCY = Limit("example calls of an agency", 100, timedelta(hours=1))
# An example that is not told by then never will be by its own tasks.
OVERDUE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Wish:
    """`story` and `trade` are keys of `callboard.examples.stories`."""

    agent: Agent
    story: str
    trade: str


def place(
    client: Client, wish: Wish, *, key: str, by: Actor, at: datetime | None = None
) -> ExampleCall:
    """Rings at once. The same `key` again answers the call that it placed the first time.

    Raises `Refused` for a client that is archived or whose access is revoked, and `LimitReached`.
    """
    try:
        with transaction.atomic():
            example = enter(client, wish, key=key, by=by, at=at)
            for step in Step:
                due = example.placed_at + AFTER[step]
                tell.using(run_after=due).enqueue(example.agency_id, example.pk, step.value)
    except IntegrityError:
        return ExampleCall.objects.get(client=client, key=key)  # sent twice at once
    return example


def enter(
    client: Client, wish: Wish, *, key: str, by: Actor, at: datetime | None = None
) -> ExampleCall:
    """The act alone, inside the caller's transaction; nothing is told of it yet."""
    now = at or timezone.now()
    departures.must_act("place_example", by, RIGHT)
    known = access.of(client.pk, now, lock=True)
    if known.archived_at is not None:
        raise Refused("place_example", "archived")
    if known.access == Access.REVOKED:
        raise Refused("place_example", known.access)
    standings = [
        OF_CLIENT.hit(client.agency_id, client.pk, at=now),
        OF_AGENCY.hit(client.agency_id, at=now),
    ]
    full = [standing.until for standing in standings if standing.exceeded]
    if full:
        raise LimitReached(max(full))
    line.connect(client.agency, by=by)
    example = ExampleCall.objects.create(
        agency_id=client.agency_id,
        client=client,
        agent=wish.agent,
        key=key,
        story=wish.story,
        trade=wish.trade,
        settings=_live(wish.agent, client),
        placed_at=now,
    )
    record(
        "call.example_placed",
        agency_id=client.agency_id,
        client_id=client.pk,
        by=by,
        about=f"agent:{wish.agent.public_id}",
        after={"story": wish.story, "agent": wish.agent.name},
        at=now,
    )
    return example


@tenant_task
def tell(agency_id: int, example_id: int, step: str) -> None:
    """One event, through the webhook. Safe to run twice, and after the others."""
    rows = ExampleCall.objects.select_related("client__agency", "agent")
    example = rows.filter(pk=example_id).first()
    if example is not None:
        take(example, Step(step))


def take(example: ExampleCall, step: Step) -> None:
    connection = line.connection()
    body = _body(example, step, connection)
    steps.reached(f"example.{step}")
    send(example.client.agency, connection, body)
    steps.reached(f"example.{step}.sent")
    rows = ExampleCall.objects.filter(pk=example.pk)
    kept = rows.update(told_at=timezone.now()) if step is Step.REPORTED else rows.count()
    if not kept:
        removal.forget(connection, [example.public_id])  # removed while we were at it


def tell_overdue(now: datetime) -> None:
    """Asks once more for the end of calls whose tasks all failed. In every agency's stead."""
    for example in ExampleCall.objects.filter(told_at__isnull=True, placed_at__lt=now - OVERDUE):
        tell.enqueue(example.agency_id, example.pk, Step.REPORTED.value)


def _live(agent: Agent, client: Client) -> dict[str, Any]:
    """What the simulator has; of an agent whose settings its agency brings live by hand, those."""
    if agent.client_id != client.pk:
        return {}
    published = simulator.live(agent, Kind.SETTINGS)
    if not published and (by_hand := publications.live(agent, Kind.SETTINGS)):
        published = by_hand.content
    return dict(published)


def _body(example: ExampleCall, step: Step, connection: Connection) -> bytes:
    telling = telling_of(example)
    if step is not Step.REPORTED:
        return event(example, step, live_call(example, telling, step))
    recorded = voices.record(telling.script.lines, telling.voices)
    has_sound = _keep(connection, example, recorded.wav)
    return event(example, step, reported_call(example, telling, recorded, has_sound=has_sound))


def _keep(connection: Connection, example: ExampleCall, wav: bytes) -> bool:
    """Without room for its sound, the call ends all the same."""
    try:
        sounds.keep(connection, example.public_id, wav)
    except OSError as fault:
        log.error("The sound of an example could not be written: %s", fault.strerror)
        return False
    return True


__all__ = ["Telling", "Wish", "enter", "place", "take", "tell", "tell_overdue"]
