"""A client with everything that can be hidden, and who asks for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.billing import invoices, periods, plans
from callboard.billing.models import Invoice, Rounding, Usage
from callboard.billing.plans import Offer
from callboard.bookings.models import Booking
from callboard.calls import daily, flags, search, unanswered
from callboard.calls.models import Call, Recording
from callboard.mail import compose, messages, outbox
from callboard.mail.messages import Drop
from callboard.mail.models import OutgoingEmail
from callboard.notices import choices
from callboard.notices.choices import Choice
from callboard.notices.events import Event
from callboard.notices.models import Notice
from callboard.payments.models import Account, Customer
from callboard.people.models import Membership
from callboard.tenancy import scope
from callboard.visibility.levels import Level
from tests.cast import ANA, Cast
from tests.desk.sessions import signed_in
from tests.notices.conftest import membership_of
from tests.portal.sounds import a_call
from tests.visibility.doors import MAIL, NAME, NOTHING, NUMBER, SAID, SENT, SUMMARY

HTMX = {"HX-Request": "true", "HX-Target": "results"}


@dataclass
class House:
    """Maya is one of the client's people; Ana, of the staff, looks at their portal."""

    cast: Cast
    call: Call
    booking: Booking
    maya: Browser
    ana: Browser
    mail: OutgoingEmail

    def address(self, path: str) -> str:
        ids = {"call": self.call.public_id, "booking": self.booking.public_id}
        agent = self.call.agent.public_id if self.call.agent else ""
        return path.format(**ids, agent=agent, nothing=NOTHING)

    def have(self, levels: dict[str, str]) -> None:
        with scope.agency(self.cast.northwind.pk):
            mine = Client.objects.filter(pk=self.cast.bright_smile.pk)
            mine.update(visibility=levels)

    def hide(self, item: str) -> None:
        self.have({item: Level.HIDDEN.value})
        # What was said of an act before, when it might be said.
        self.maya.get("/home/")

    def answer(self, path: str) -> str:
        return self.letter() if path == MAIL else said(self.maya.get(path))

    def letter(self) -> str:
        """What Maya is mailed of the call as of now; nothing where it is not sent."""
        with scope.agency(self.cast.northwind.pk):
            made = messages.build(self.mail)
            if isinstance(made, Drop):
                return ""
            return f"{made.subject} {compose.text_of(made)} {compose.html_of(made)}"

    def answers(self, pages: Iterable[str]) -> Iterator[tuple[str, str]]:
        """What Maya is told, by page, by script, and by what she sends."""
        for path in map(self.address, pages):
            yield path, self.answer(path)
            if path.startswith("/calls/?"):
                yield f"{path} by htmx", said(self.maya.get(path, headers=HTMX))
        for path, fields in SENT:
            yield f"POST {path}", said(self.maya.post(self.address(path), fields))


@pytest.fixture
def house(cast: Cast) -> House:
    """Bright Smile has one call with everything in it, and a booking that was made in it."""
    now = timezone.now()
    with scope.agency(cast.northwind.pk):
        facts = {"caller_name": NAME, "from_number": NUMBER, "summary": SUMMARY}
        turns = [
            {"role": "user", "text": f"Have you a {SAID}?", "start_ms": 0, "end_ms": 900},
            {"role": "agent", "text": "I don't know.", "start_ms": 900, "end_ms": 1900},
        ]
        call = a_call(cast.bright_smile, turns=turns, result="call_back", has_booking=True, **facts)
        search.index(call)
        unanswered.keep(call, turns)
        a_call(cast.bright_smile, result="message", caller_name="", from_number="", summary="")
        a_call(cast.bright_smile, result="booked", started_at=now - timedelta(days=1, hours=3))
        Recording.objects.create(agency=cast.northwind, call=call, state="stored", file="here.m4a")
        daily.rebuild(cast.bright_smile)
        flags.flag(call, cast.maya, by=ANA)
        booking = Booking.objects.create(
            agency=cast.northwind,
            client=cast.bright_smile,
            call=call,
            agent=call.agent,
            source="tool",
            external_id="use-1",
            name=NAME,
            phone=NUMBER,
            service="Cleaning",
            starts_at=now + timedelta(hours=2),
            in_calendar=False,
            created_at=now,
            changed_at=now,
        )
        offer = Offer("Plan", "USD", 48765, 0, 777, 731, Rounding.PER_SECOND, 1, 14)
        plans.begin(cast.bright_smile, offer, starts_on=now.date().replace(day=1), by=ANA)
        use(cast.bright_smile, minutes=813)
        overdue(cast.bright_smile)
        card(cast.bright_smile)
        mail = news(call, membership_of(cast.maya))
        ana, maya = signed_in(cast.northwind, cast.ana), signed_in(cast.northwind, cast.maya)
    ana.post(f"/agency/clients/{cast.bright_smile.public_id}/viewing/")
    return House(cast, call, booking, maya, ana, mail)


def use(client: Client, minutes: int) -> None:
    """36 more than the plan includes: at 7.31 each they cost 263.16, and with the plan 750.81."""
    period = periods.current(client.pk)
    used = {"calls": 2, "seconds": minutes * 60, "minutes": minutes}
    Usage.objects.update_or_create(
        agency=client.agency, client=client, period=period, of_period=period, defaults=used
    )


def news(call: Call, person: Membership) -> OutgoingEmail:
    """The mail that tells somebody of a call."""
    now = timezone.now()
    choices.choose(person, Choice(events=frozenset(Event)), by=ANA)
    mail = outbox.enqueue(
        agency=person.client.agency,
        client_id=person.client_id,
        kind="call_notice",
        about=person.pk,
        generation=1,
        to_address=person.user.email,
        to_name=person.user.name,
    )
    whose = {"agency_id": person.agency_id, "client": person.client, "membership": person}
    Notice.objects.create(
        **whose, call=call, event=Event.NEW_CALL, mail=mail, came_at=now, due_at=now
    )
    return mail


def overdue(client: Client) -> Invoice:
    """One that Billing and Home tell of."""
    long_ago = date(2026, 1, 1)
    return invoices.upload(
        client,
        b"%PDF-1.7",
        number="INV-ZANZIBAR",
        currency="USD",
        total=100,
        issued_on=long_ago,
        due_on=long_ago,
        pay_link="",
        by=ANA,
    )


def card(client: Client) -> None:
    """What it pays with, at a Stripe that nobody reaches."""
    now = timezone.now()
    account = Account.objects.create(agency=client.agency, api_key="sk_test_x", connected_at=now)
    whose = {"agency": client.agency, "client": client, "account": account, "linked_at": now}
    Customer.objects.create(
        **whose, stripe_id="cus_1", card_brand="Zanzicard", card_last4="4242", looked_at=now
    )


def said(answer: Any) -> str:
    """All of an answer: body, headers, cookies."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    cookies = " ".join(answer.cookies.output().split("\n"))
    return f"{body.decode('utf-8', 'replace')} {answer.headers} {cookies}"
