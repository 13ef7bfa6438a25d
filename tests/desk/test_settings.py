"""The agency edits its agents' settings, and puts live what nothing else can."""

import re

import pytest
from django.test import Client as Browser

from callboard.agents.models import Agent, ChangeRequest, Publication
from callboard.agents.models.publication import Kind, State
from callboard.agents.settings import requests
from callboard.agents.settings.sections import Section
from callboard.audit.actor import Actor
from callboard.people.roles import Role
from callboard.providers import publish
from callboard.tenancy import scope
from tests.cast import Cast, agent, browser, connection

MAYA = Actor("member", "Maya Chen")
CHANGES = "/agency/changes/"


@pytest.fixture
def robin(cast: Cast) -> Agent:
    with scope.agency(cast.northwind.pk):
        return agent(cast.bright_smile, connection(cast.northwind))


@pytest.fixture
def waiting(robin: Agent) -> Publication:
    with scope.agency(robin.agency_id):
        return publish.publish(robin, Kind.SETTINGS, {"greeting": "Good morning"}, by=MAYA)


@pytest.fixture
def ana(cast: Cast) -> Browser:
    return browser(cast.northwind, cast.ana)


def state_of(one: Publication) -> tuple[str, str]:
    with scope.agency(one.agency_id):
        one.refresh_from_db()
    return one.state, one.reason


def test_what_waits_is_found_from_home_with_what_changes(ana, waiting: Publication) -> None:
    home = ana.get("/agency/").text
    assert "Changes for their assistant" in home
    assert f'href="{CHANGES}"' in home
    page = ana.get(CHANGES).text
    for words in ("Bright Smile Dental · Robin", "Maya Chen", "Good morning", "Mark as Live"):
        assert words in page


def test_it_is_put_live_by_hand(ana, waiting: Publication, cast: Cast) -> None:
    assert ana.post(f"{CHANGES}{waiting.public_id}/live/").status_code == 303
    assert state_of(waiting) == (State.LIVE, "")
    assert "Nothing waits." in ana.get(CHANGES).text
    maya = browser(cast.northwind, cast.maya)
    assert "Live since" in maya.get(f"/assistant/{waiting.agent.public_id}/").text
    late = ana.post(f"{CHANGES}{waiting.public_id}/return/", {"reason": "Too late"})
    assert late.status_code == 409
    assert "was decided meanwhile" in late.text


def test_it_is_sent_back_with_a_reason_that_the_client_reads(
    ana, waiting: Publication, cast: Cast
) -> None:
    address = f"{CHANGES}{waiting.public_id}/return/"
    assert ana.post(address, {"reason": " "}).status_code == 422
    assert ana.post(address, {"reason": "Say your name first."}).status_code == 303
    assert state_of(waiting) == (State.RETURNED, "Say your name first.")
    maya = browser(cast.northwind, cast.maya)
    page = maya.get(f"/assistant/{waiting.agent.public_id}/").text
    assert "Northwind Voice sent your changes back" in page
    assert "Say your name first." in page


def test_a_request_is_listed_until_it_is_done(ana, robin: Agent) -> None:
    with scope.agency(robin.agency_id):
        asked = requests.ask(robin, Section.VOICE, "A man, please", by=MAYA)
    page = ana.get(CHANGES).text
    assert "A man, please" in page
    assert f"/agency/agents/{robin.public_id}/settings/voice/" in page
    for _press in range(2):
        assert ana.post(f"{CHANGES}requests/{asked.public_id}/done/").status_code == 303
    with scope.agency(robin.agency_id):
        (row,) = ChangeRequest.objects.all()
    assert row.done_by_name == "Ana Ruiz"
    assert "Nothing waits." in ana.get(CHANGES).text


def test_staff_name_the_voice_where_the_provider_has_no_list(ana, robin: Agent) -> None:
    address = f"/agency/agents/{robin.public_id}/settings/"
    seen = re.search(r'name="seen" value="(\w*)"', ana.get(address + "voice/").text)
    assert seen is not None
    sent = {"voice": "Elliot", "seen": seen[1]}
    assert ana.post(address + "voice/", sent).status_code == 303
    assert "Elliot" in ana.get(address).text


@pytest.mark.parametrize("role", list(Role))
def test_who_may(cast: Cast, waiting: Publication, role: Role) -> None:
    visitor = browser(cast.northwind, cast.staff[role])
    address = f"/agency/agents/{waiting.agent.public_id}/settings/"
    allowed = role is not Role.READ_ONLY
    pages = [visitor.get(address).text, visitor.get(CHANGES).text]
    assert all(("Mark as Live" in page) is allowed for page in pages)
    assert ("Edit</span>" in pages[0]) is allowed
    assert visitor.get(address + "hours/").status_code == (200 if allowed else 403)
    assert visitor.post(f"{CHANGES}{waiting.public_id}/live/").status_code == (
        303 if allowed else 403
    )


def test_the_list_costs_the_same(ana, robin: Agent, django_assert_num_queries, cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        for number in range(3):
            one = agent(cast.harbor_law, robin.connection, f"Morgan {number}")
            publish.publish(one, Kind.SETTINGS, {"greeting": "Hello"}, by=MAYA)
            requests.ask(one, Section.VOICE, "Another", by=MAYA)
    with django_assert_num_queries(4):
        ana.get(CHANGES)
