"""What can be done with a call in the agency's list: it comes back to the same place of it."""

import html
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client as Browser

from callboard.agencies.models import Client
from callboard.calls.models import Call
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast
from tests.portal.sounds import a_call

LIST = "/agency/calls/?length=long&spam=1"
NOBODYS: dict[str, Any] = {
    "client": None,
    "agent": None,
    "agent_references": ["asst-9"],
    "agent_reference": "asst-9",
}


@pytest.fixture
def call(dentist) -> Call:
    return a_call(dentist)


def row(page: str, call: Call) -> str:
    """The row's own markup, as a person's browser reads it."""
    begun = page.index(f'id="call-{call.public_id}"')
    return html.unescape(page[begun : page.index("</tr>", begun)])


def given(call: Call, to: Client) -> dict[str, str]:
    """The form that gives a call of nobody to a client."""
    return {
        "client": to.public_id,
        "name": "Avery",
        "connection": call.connection.public_id,
        "external_id": "asst-9",
        "takes": "agent",
        "stage": "deployed",
    }


def test_kept_aside_and_shown_again_at_the_same_place(ana: Browser, call: Call) -> None:
    back = f"{LIST}#call-{call.public_id}"
    shown = row(ana.get(LIST).text, call)
    assert "Keep the call of Dana Whitfield aside" in shown
    assert f'name="back" value="{back}"' in shown
    answer = ana.post(f"/agency/calls/{call.public_id}/aside/", {"back": back})
    assert (answer.status_code, answer["Location"]) == (303, back)
    page = ana.get(LIST).text
    assert "Kept aside. Pine Street Dental doesn’t see this call." in page
    assert "Show the call of Dana Whitfield to Pine Street Dental" in row(page, call)
    [undo] = re.findall(r'action="([^"]*back=[^"]*)"', page)
    answer = ana.post(html.unescape(undo))
    assert answer["Location"] == back
    assert not Call.objects.get().kept_aside


def test_an_older_page_of_one_client_s_calls_is_come_back_to(ana: Browser, dentist) -> None:
    calls = [a_call(dentist) for _ in range(51)]
    here = f"/agency/clients/{dentist.public_id}/calls/"
    [older] = re.findall(r'href="([^"]*after=[^"]*)"', ana.get(here).text)
    page = ana.get(html.unescape(older)).text
    assert f'value="{older}#call-{calls[-1].public_id}"' in page


def test_nobody_s_is_assigned_and_the_list_is_there_again(
    ana: Browser, cast: Cast, dentist, call: Call
) -> None:
    loose = a_call(dentist, **NOBODYS)
    [href] = re.findall(r'href="([^"]*)"', row(ana.get(LIST).text, loose))
    back = f"{LIST}#call-{loose.public_id}"
    assert parse_qs(urlsplit(href).query) == {"back": [back]}
    assert f'href="{back}"' in html.unescape(ana.get(href).text)
    assert ana.post(href, given(loose, dentist))["Location"] == back
    assert "Keep the call of Dana Whitfield aside" in row(ana.get(LIST).text, loose)


def test_the_question_about_earlier_calls_comes_back_too(ana: Browser, dentist) -> None:
    calls = [a_call(dentist, **NOBODYS) for _ in range(2)]
    path = f"/agency/calls/{calls[0].public_id}/assignment/?back=%2Fagency%2Fcalls%2F%3Fq%3DDana"
    question = ana.post(path, given(calls[0], dentist))["Location"]
    assert "earlier-calls" in question
    assert 'href="/agency/calls/?q=Dana"' in ana.get(question).text


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.READ_ONLY])
def test_who_changes_nothing_has_no_such_buttons(browser_of, dentist, call: Call, role) -> None:
    loose = a_call(dentist, client=None, agent=None)
    page = browser_of(role).get("/agency/calls/").text
    may = role is not Role.READ_ONLY
    assert ("<form" in row(page, call)) is may
    assert ("Assign" in row(page, loose)) is may


def test_the_rows_cost_the_same_whosever_they_are(
    cast: Cast, ana: Browser, django_assert_num_queries
) -> None:
    with scope.agency(cast.northwind.pk):
        for of in (cast.bright_smile, cast.harbor_law):
            a_call(of)
            a_call(of, kept_aside=True, aside_why="draft")
            a_call(of, client=None, agent=None)
    ana.get("/agency/calls/")
    with django_assert_num_queries(3):
        ana.get("/agency/calls/")
