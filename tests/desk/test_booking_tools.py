"""The agency says what an agent's own tools mean, and sees its clients' bookings."""

from typing import Any

import pytest
from django.test import Client as Browser
from django_tasks_db.models import DBTaskResult

from callboard.agents.booking_tools import BookingTools
from callboard.agents.models import Agent
from callboard.audit.models import Entry
from callboard.bookings import rereading
from callboard.bookings.models import Booking
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.bookings.told import CHECK, TUESDAY, a_booked_call, use
from tests.cast import Cast, browser
from tests.portal.sounds import TURNS, robin

FORM = {"names": "reserve, hold_table\nreserve", "start": " when.at ", "name": "guest.full"}


@pytest.fixture
def agent(cast: Cast) -> Agent:
    with scope.agency(cast.northwind.pk):
        return robin(cast.bright_smile)


def path(agent: Agent) -> str:
    return f"/agency/agents/{agent.public_id}/booking-tools/"


def reserve(cast: Cast, **facts: Any) -> None:
    with scope.agency(cast.northwind.pk):
        told = use(1, "reserve", when={"at": TUESDAY}, guest={"full": "Dana"})
        a_booked_call(cast.bright_smile, told, use(2, CHECK), turns=TURNS, **facts)


def test_from_now_on(cast: Cast, ana: Browser, agent: Agent) -> None:
    reserve(cast)
    answer = ana.post(path(agent), FORM, follow=True)
    assert "Saved." in answer.text
    with scope.agency(cast.northwind.pk):
        known = BookingTools.of(Agent.objects.get())
        assert known.names == ("reserve", "hold_table")
        assert (known.start, known.name, known.phone) == ("when.at", "guest.full", "")
        entry = Entry.objects.get(act="agent.booking_tools_changed")
        assert entry.after["start"] == "when.at"
        assert not Booking.objects.exists()
    assert not DBTaskResult.objects.exists()
    assert 'value="when.at"' in ana.get(path(agent)).text


def test_for_earlier_calls_too(cast: Cast, ana: Browser, agent: Agent) -> None:
    reserve(cast)
    page = ana.post(path(agent), FORM | {"earlier": "on"}, follow=True).text
    assert "Saved. Earlier calls are being read again." in page
    assert DBTaskResult.objects.count() == 1
    with scope.agency(cast.northwind.pk):
        rereading.reread_now(Agent.objects.get())
        assert Booking.objects.get().name == "Dana"


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"start": "a..b"}, "start", "Enter names with dots between"),
        ({"phone": "a + b + c"}, "phone", "Enter names with dots between"),
        ({"service": "x" * 121}, "service", "at most 120 characters"),
        ({"names": "x" * 121}, "names", "A tool’s name has at most 120 characters."),
        ({"names": "\n".join(map(str, range(21)))}, "names", "Enter at most 20 tools."),
        ({"names": "a\x00"}, "names", "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(ana, agent, changed, field, words) -> None:
    answer = ana.post(path(agent), FORM | changed)
    assert answer.status_code == 422
    assert f'id="id_{field}-error"' in answer.text
    assert words in answer.text
    assert "guest.full" in answer.text


def test_it_shows_what_the_latest_calls_used(cast: Cast, ana: Browser, agent: Agent) -> None:
    reserve(cast)
    reserve(cast)
    page = ana.get(path(agent)).text
    assert "<code>reserve</code>" in page
    assert "Used 2 times" in page
    assert "<code>when.at</code>" in page
    assert "No meaning yet" in page
    assert "Looks up times" in page
    assert TUESDAY not in page


def test_whoever_only_reads_may_not_say_it(cast: Cast, agent: Agent) -> None:
    reader = browser(cast.northwind, cast.staff[Role.READ_ONLY])
    assert reader.get(path(agent)).status_code == 403
    assert reader.post(path(agent), FORM).status_code == 403


def test_the_agent_s_page_leads_there(ana: Browser, agent: Agent) -> None:
    assert f'href="{path(agent)}"' in ana.get(f"/agency/agents/{agent.public_id}/").text


def test_the_client_s_page_shows_what_comes_next(cast: Cast, ana: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        a_booked_call(cast.bright_smile, use(1, startDateTime="2099-12-01T14:40:00"))
        a_booked_call(
            cast.bright_smile, use(1, startDateTime="2099-12-02T14:40:00", result="Error")
        )
    page = ana.get(f"/agency/clients/{cast.bright_smile.public_id}/").text
    assert "Tuesday 1 December 2099, 2:40 PM" in page
    assert "1 not in the calendar" in page
    listed = ana.get(f"/agency/clients/{cast.bright_smile.public_id}/bookings/").text
    assert listed.count('class="booking"') == 2
    assert "/agency/calls/" in listed
    assert 'href="/bookings/' not in listed


def test_the_agency_sees_a_tool_s_name_between_the_lines(cast: Cast, ana: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        told = [use(1, CHECK), use(2, "lookUpPatient"), use(3)]
        call = a_booked_call(cast.bright_smile, *told, turns=TURNS)
    page = ana.get(f"/agency/calls/{call.public_id}/").text
    assert "Checked the calendar" in page
    assert "Used lookUpPatient" in page
    assert "Booked" in page
