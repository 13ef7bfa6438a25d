"""From a call of nobody to its client, and the question about the calls before it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from callboard.agents.models import Agent, Connection
from callboard.agents.models.agent import Stage, Takes
from callboard.calls.models import Call, Move
from callboard.calls.moving import work_through
from callboard.people.roles import Role
from tests.cast import Cast, agent, connection
from tests.portal.sounds import a_call

WHO = "+12075550160"


@pytest.fixture
def vapi(cast: Cast, dentist):
    return connection(cast.northwind)


def nobodys(of, on: Connection, minutes: int = 0, **facts: Any) -> Call:
    return a_call(
        of,
        **{
            "client": None,
            "agent": None,
            "connection": on,
            "agent_references": ["asst-9"],
            "agent_reference": "asst-9",
            "to_number": WHO,
            "started_at": timezone.now() - timedelta(minutes=minutes),
            **facts,
        },
    )


def page_of(call: Call) -> str:
    return f"/agency/calls/{call.public_id}/assignment/"


def sent(client, on: Connection, **facts: str) -> dict[str, str]:
    return {
        "client": client.public_id,
        "name": "Avery",
        "number": WHO,
        "connection": on.public_id,
        "external_id": "asst-9",
        "takes": Takes.AGENT,
        "stage": Stage.DEPLOYED,
        **facts,
    }


def test_the_call_says_what_is_known_and_leads_there(ana, dentist, vapi) -> None:
    call = nobodys(dentist, vapi)
    assert page_of(call) in ana.get(f"/agency/calls/{call.public_id}/").text
    page = ana.get(page_of(call)).text
    assert "It came to (207) 555-0160 by connection Vapi" in page
    assert 'value="asst-9"' in page
    assert re.search(f'value="{vapi.public_id}" selected', page)


def test_one_call_alone_is_given_and_nothing_is_asked(ana, dentist, vapi) -> None:
    call = nobodys(dentist, vapi)
    answer = ana.post(page_of(call), sent(dentist, vapi))
    assert answer["Location"] == f"/agency/clients/{dentist.public_id}/"
    call.refresh_from_db()
    assert (call.client, call.kept_aside, call.brought_in) == (dentist, False, True)
    assert ana.get(page_of(call)).status_code == 302


def test_the_others_are_asked_about_and_given(ana, dentist, vapi) -> None:
    for minutes in range(4):
        call = nobodys(dentist, vapi, minutes)
    answer = ana.post(page_of(call), sent(dentist, vapi))
    made = Agent.objects.get(name="Avery")
    question = f"/agency/agents/{made.public_id}/earlier-calls/"
    assert answer["Location"] == question
    page = ana.get(question).text
    assert "Give Pine Street Dental these 3 earlier calls too?" in page
    answer = ana.post(question)
    move = Move.objects.get()
    assert answer["Location"] == f"/agency/moves/{move.public_id}/"
    assert "every 2s" in ana.get(answer["Location"]).text
    work_through.call(move.agency_id, move.pk)
    page = ana.get(answer["Location"]).text
    assert "3 calls belong to Pine Street Dental now." in page
    assert "every 2s" not in page
    assert not Call.objects.unassigned().exists()
    assert ana.get(question)["Location"] == f"/agency/clients/{dentist.public_id}/"


def test_adding_and_changing_an_agent_ask_the_same(ana, dentist, vapi) -> None:
    nobodys(dentist, vapi)
    robin = Agent.objects.get()
    page = f"/agency/agents/{robin.public_id}/"
    facts = sent(dentist, vapi, name="Robin", external_id="asst-8")
    assert ana.post(page, facts)["Location"] == f"/agency/clients/{dentist.public_id}/"
    answer = ana.post(page, facts | {"external_id": "asst-9"})
    assert answer["Location"] == f"{page}earlier-calls/"
    assert "1 earlier call belongs to nobody yet." in ana.get(page).text
    again = ana.post(page, facts | {"external_id": "asst-9", "name": "Rob"})
    assert again["Location"] == f"/agency/clients/{dentist.public_id}/"


def test_where_somebody_has_the_assistant_the_number_parts_them(
    ana, cast: Cast, dentist, vapi
) -> None:
    theirs = agent(cast.harbor_law, vapi)
    Agent.objects.filter(pk=theirs.pk).update(
        external_id="asst-9", takes=Takes.AGENT_AND_NUMBER, number="+12075550161"
    )
    call = nobodys(dentist, vapi)
    page = ana.get(page_of(call)).text
    assert re.search('value="both" selected', page)
    answer = ana.post(page_of(call), sent(dentist, vapi, takes=Takes.AGENT_AND_NUMBER))
    assert answer.status_code == 302
    call.refresh_from_db()
    assert call.client == dentist


def test_an_agent_that_was_added_since_is_told(ana, cast: Cast, dentist, vapi) -> None:
    call = nobodys(dentist, vapi)
    theirs = agent(cast.harbor_law, vapi)
    Agent.objects.filter(pk=theirs.pk).update(external_id="asst-9")
    page = ana.get(page_of(call)).text
    assert "Robin of Harbor Law Group has been added since" in page
    assert f"/agency/agents/{theirs.public_id}/earlier-calls/" in page


def test_a_call_that_tells_nothing_can_be_given_alone(ana, dentist, vapi) -> None:
    call = nobodys(dentist, vapi, agent_references=[], agent_reference="", to_number="")
    page = ana.get(page_of(call)).text
    assert "neither an assistant nor a number" in page
    assert f"/agency/calls/{call.public_id}/move/" in page


@pytest.mark.parametrize("slip", [{"client": ""}, {"name": ""}, {"number": "12"}, {"takes": "x"}])
def test_a_slip_gives_nothing(ana, dentist, vapi, slip: dict[str, str]) -> None:
    call = nobodys(dentist, vapi)
    assert ana.post(page_of(call), sent(dentist, vapi) | slip).status_code == 422
    assert Call.objects.unassigned().exists()


@pytest.mark.parametrize("role", list(Role))
def test_who_may(browser_of, dentist, vapi, role: Role) -> None:
    call = nobodys(dentist, vapi)
    allowed = role is not Role.READ_ONLY
    assert browser_of(role).get(page_of(call)).status_code == (200 if allowed else 403)
