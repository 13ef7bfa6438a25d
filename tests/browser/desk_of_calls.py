"""Northwind's desk with a call in each of its states, for the browsers of whoever works there."""

from typing import Any

import pytest
from django.utils import timezone

from callboard.agents.models import Agent, Connection
from callboard.calls import disk_use, feedback, flags, search
from callboard.calls.models import Call, Recording
from callboard.people.models import User
from callboard.tenancy import scope
from tests.bookings.told import told, use
from tests.browser.test_portal import seconds_of_sound
from tests.cast import ANA, Cast, assemble
from tests.portal.sounds import TURNS, a_call, a_recording

LONG = "Wilhelmina Featherstonehaugh-Montgomery of the Old Harbour Road Veterinary Practice"
OURS = "+12075550160"


class Desk:
    """The calls by what is particular about them."""

    def __init__(self, base: str, cast: Cast) -> None:
        self.base = base
        self.cast = cast
        dental = cast.bright_smile
        many = [{**TURNS[n % 2], "start_ms": n * 1000, "end_ms": n * 1000 + 900} for n in range(40)]
        self.whole = a_call(
            dental,
            caller_name="Dana",
            turns=many,
            to_number=OURS,
            analysis={"reason": "message", "mood": "calm"},
            cost="0.0415",
            ended_reason="customer-ended-call",
        )
        search.index(self.whole)
        told(self.whole, use(startDateTime="2099-12-01T14:40:00", summary="Check"))
        a_recording(self.whole, seconds_of_sound(40))
        self.robin = Agent.objects.get(client=dental)
        self._said_of(self.whole, cast.maya)
        self.live = a_call(dental, caller_name=LONG, rank=2, outcome="", duration_ms=None)
        failed = a_call(dental, caller_name="Lee", turns=TURNS, outcome="transferred")
        Recording.objects.create(agency=cast.northwind, call=failed, state="failed")
        self.draft = a_call(dental, caller_name="Draft", kept_aside=True, aside_why="draft")
        self.example = a_call(dental, caller_name="Sam", is_example=True)
        self.nobodys = self._nobodys(caller_name="Nobody’s")
        self._nobodys(caller_name="", from_number="")
        a_call(cast.harbor_law, caller_name="Law", result="spam")

    def _nobodys(self, **facts: Any) -> Call:
        return a_call(
            self.cast.bright_smile,
            client=None,
            agent=None,
            connection=Connection.objects.get(),
            agent_references=["asst-9"],
            agent_reference="asst-9",
            to_number=OURS,
            **facts,
        )

    @staticmethod
    def _said_of(call: Call, maya: User) -> None:
        feedback.give(call, maya, handled_well=False, note="She was put off.", by=ANA)
        flags.flag(call, maya, by=ANA)


@pytest.fixture
def desk(record_can_be_emptied, data_dir, live_server, settings) -> Desk:
    settings.CSRF_TRUSTED_ORIGINS = []
    cast = assemble()
    type(cast.northwind).objects.filter(pk=cast.northwind.pk).update(host="localhost")
    cast.northwind.refresh_from_db()
    with scope.agency(cast.northwind.pk):
        ready = Desk(live_server.url.replace("127.0.0.1", "localhost"), cast)
    disk_use.count_all(timezone.now())
    return ready
