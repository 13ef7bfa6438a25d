"""Robin answers for Bright Smile; the provider tells of calls at moments that a test names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from callboard.agencies.models import Client
from callboard.agents.models import Agent, Connection
from callboard.audit.actor import SYSTEM
from callboard.calls.models import Call
from callboard.mail import messages
from callboard.mail.messages import Drop, Message
from callboard.mail.models import OutgoingEmail
from callboard.notices import choices, telling
from callboard.notices.choices import Choice
from callboard.notices.events import Event
from callboard.people.models import Membership, User
from callboard.providers import merge
from callboard.providers.events import CallEvent, Direction, Outcome, Rank
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import Cast

# Ten in the morning in New York, in winter.
NOON = datetime(2026, 12, 3, 15, 0, tzinfo=UTC)
MEANINGS = [
    {"field": "next", "value": "call back", "means": "call_back"},
    {"field": "kind", "value": "spam", "means": "spam"},
    {"field": "kind", "value": "emergency", "means": "urgent"},
]
CALL_BACK, URGENT, SPAM = {"next": "call back"}, {"kind": "emergency"}, {"kind": "spam"}
EVERYTHING = frozenset(Event)


@dataclass
class Line:
    client: Client
    connection: Connection
    agent: Agent

    def told(
        self,
        at: datetime = NOON,
        *,
        call: str = "call-1",
        rank: Rank = Rank.ANALYSED,
        analysis: dict[str, str] | None = None,
        **facts: Any,
    ) -> Call:
        """The provider tells of a call that ended `at`."""
        event = CallEvent(
            external_call_id=call,
            rank=rank,
            event_type="told",
            occurred_at=at,
            dedupe_key=f"{call} {rank} {at}",
            agent_references=(self.agent.external_id,),
            direction=Direction.INBOUND,
            from_number="+14155550142",
            caller_name="Dana Whitfield",
            started_at=at - timedelta(minutes=3),
            ended_at=at,
            duration_ms=180_000,
            outcome=Outcome.COMPLETED,
            spoken=True,
            summary="Asked for a crown." if rank is Rank.ANALYSED else None,
            analysis=analysis or {},
        )
        with transaction.atomic():
            return merge.apply(replace(event, **facts), self.connection, at)


@pytest.fixture
def line(cast: Cast) -> Iterator[Line]:
    """In Northwind's scope."""
    with scope.agency(cast.northwind.pk):
        on = people.connection(cast.northwind)
        robin = people.agent(cast.bright_smile, on)
        Agent.objects.filter(pk=robin.pk).update(meanings=MEANINGS)
        yield Line(cast.bright_smile, on, robin)


def membership_of(user: User) -> Membership:
    rows = Membership.objects.select_related("user", "client", "notice_choice__agent")
    found: Membership = rows.filter(user=user).latest("pk")
    return found


def choose(user: User, events: Any = EVERYTHING, **more: Any) -> None:
    choices.choose(membership_of(user), Choice(events=events, **more), by=SYSTEM)


def look(at: datetime) -> None:
    """As the worker does, until there is nothing left to do."""
    with scope.wiped():
        while telling.drain_once(at):
            pass


def mails() -> list[OutgoingEmail]:
    return list(OutgoingEmail.objects.filter(kind="call_notice").order_by("pk"))


def said(mail: OutgoingEmail) -> Message:
    made = messages.build(mail)
    assert isinstance(made, Message), made
    return made


def dropped(mail: OutgoingEmail) -> bool:
    return isinstance(messages.build(mail), Drop)


def subjects() -> list[str]:
    return [said(mail).subject for mail in mails()]
