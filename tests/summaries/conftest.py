"""Bright Smile had a week of calls; the morning after it is a Monday in New York."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from callboard.agencies.models import Agency, Client
from callboard.agents.models import Agent, Connection
from callboard.calls import daily
from callboard.calls.models import Call
from callboard.mail import compose, messages
from callboard.mail.messages import Drop, Message
from callboard.mail.models import OutgoingEmail
from callboard.people.models import Membership, User
from callboard.summaries import planning, telling
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import Cast

# Eight in the morning in New York, in winter.
MONDAY = datetime(2026, 11, 30, 13, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
BEFORE = MONDAY - timedelta(days=3)
KINDS = ("weekly_summary", "weekly_numbers", "weekly_report", "summary_sample")


@dataclass
class Week:
    """What a client's line took, told day by day."""

    client: Client
    connection: Connection
    agent: Agent
    made: list[Call] = field(default_factory=list)

    def call(self, day: date, hour: int = 10, **facts: Any) -> Call:
        """By the client's clock. Counts at once, as a call that comes in does."""
        zone = ZoneInfo(self.client.time_zone)
        at = datetime(day.year, day.month, day.day, hour, tzinfo=zone)
        stated = {
            "from_number": "+14155550142",
            "caller_name": "Dana Whitfield",
            "summary": "Asked for a crown.",
            "outcome": "completed",
            "spoken": True,
            "direction": "inbound",
            "rank": 4,
            "duration_ms": 180_000,
            "result": "question",
            **facts,
        }
        call = Call.objects.create(
            agency=self.client.agency,
            connection=self.connection,
            agent=self.agent,
            client=self.client,
            external_id=f"call-{self.client.pk}-{len(self.made)}",
            started_at=at,
            last_event_at=at,
            created_at=at,
            **stated,
        )
        daily.move(None, daily.share_of(call))
        self.made.append(call)
        return call

    def calls(self, first: date, counts: list[int], **facts: Any) -> None:
        """So many on each day from `first` on."""
        for after, count in enumerate(counts):
            for n in range(count):
                self.call(first + timedelta(days=after), 8 + n % 9, **facts)


def line_of(client: Client) -> Week:
    on = people.connection(client.agency)
    return Week(client, on, people.agent(client, on))


@pytest.fixture
def week(cast: Cast) -> Iterator[Week]:
    """In Northwind's scope, on Monday; the plans are older than the week."""
    with scope.agency(cast.northwind.pk), time_machine.travel(MONDAY, tick=False):
        plan(MONDAY - 3 * WEEK)
        yield line_of(cast.bright_smile)


def plan(at: datetime) -> None:
    with scope.wiped():
        planning.plan_new(at)


def look(at: datetime) -> None:
    """As the worker does, until there is nothing left to do."""
    with scope.wiped():
        while telling.drain_once(at):
            pass


def mails(kind: str = "weekly_summary") -> list[OutgoingEmail]:
    return list(OutgoingEmail.objects.filter(kind=kind).order_by("pk"))


def said(mail: OutgoingEmail) -> Message:
    made = messages.build(mail)
    assert isinstance(made, Message), made
    return made


def dropped(mail: OutgoingEmail) -> bool:
    return isinstance(messages.build(mail), Drop)


def whole(mail: OutgoingEmail) -> str:
    """All of it: headers, text and HTML."""
    made = said(mail)
    headers = str(compose.mime(mail, made)).split("\n\n")[0]
    return f"{headers}\n{compose.text_of(made)}\n{compose.html_of(made)}\n{made.preheader}"


def text(mail: OutgoingEmail) -> str:
    return compose.text_of(said(mail))


def membership_of(user: User) -> Membership:
    rows = Membership.objects.select_related("user", "client", "notice_choice__agent")
    found: Membership = rows.filter(user=user).latest("pk")
    return found


def agency_of(week: Week) -> Agency:
    return Agency.objects.get(pk=week.client.agency_id)
