"""The agency's list of calls: of all clients, with the filters of the portal and its own."""

import csv
import io
import re

import pytest
from django.test import Client as Browser

from callboard.calls import feedback
from callboard.tenancy import scope
from tests.cast import ANA, Cast
from tests.portal.sounds import a_call


def callers(page: str) -> list[str]:
    return re.findall(r'class="row-link"[^>]*>([^<]*)<', page)


@pytest.fixture
def calls(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        dental, law = cast.bright_smile, cast.harbor_law
        a_call(dental, caller_name="Dental", result="booked", has_booking=True, cost="0.0415")
        a_call(law, caller_name="Law", result="message")
        a_call(dental, caller_name="Nobody’s", client=None, agent=None)
        a_call(law, caller_name="Draft", kept_aside=True, aside_why="draft")
        a_call(law, caller_name="Spammer", result="spam")
        bad = a_call(dental, caller_name="Badly handled")
        feedback.give(bad, cast.maya, handled_well=False, by=ANA)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Dental", "Law", "Nobody’s", "Draft", "Badly handled"]),
        ("outcome=booked&outcome=message", ["Dental", "Law"]),
        ("whose=nobody", ["Nobody’s"]),
        ("whose=aside", ["Draft"]),
        ("not_well=1", ["Badly handled"]),
        ("booking=1", ["Dental"]),
        ("spam=1&outcome=spam", ["Spammer"]),
        ("days=today&length=short", []),
    ],
)
def test_what_each_filter_leaves(ana: Browser, calls: None, query: str, shown: list[str]) -> None:
    assert callers(ana.get(f"/agency/calls/?{query}").text) == shown


def test_the_chips_lead_to_the_list(cast: Cast, ana: Browser, calls: None) -> None:
    for here in ("/agency/calls/", f"/agency/clients/{cast.bright_smile.public_id}/calls/"):
        page = ana.get(here).text
        chips = page[page.index('class="chips"') : page.index('id="calls"')]
        ways = re.findall(r'(?:href|action|hx-get)="([^"]*)"', chips)
        assert len(ways) > 10
        assert {way.partition("?")[0] for way in ways} == {here, "/agency/calls/exports/"}


def test_a_call_put_through_was_not_put_through_to_the_agency(ana: Browser, calls: None) -> None:
    page = ana.get("/agency/calls/").text
    assert "Put through" in page
    assert "Put through to you" not in page


def test_one_client_by_its_name(cast: Cast, ana: Browser, calls: None) -> None:
    answer = ana.get("/agency/calls/?outcome=message&client_name=harbor")
    assert answer.status_code == 302
    there = f"/agency/calls/?outcome=message&client={cast.harbor_law.public_id}"
    assert answer.headers["Location"] == there
    assert callers(ana.get(there).text) == ["Law"]
    answer = ana.get("/agency/calls/?client_name=nobody%00")
    assert answer.status_code == 422
    assert "No client is called nobody." in answer.text
    page = ana.get("/agency/calls/?client_name=a").text
    assert "Which client?" in page
    assert f"?client={cast.bright_smile.public_id}" in page


def test_a_client_that_is_none_of_ours_is_told(cast: Cast, ana: Browser, calls: None) -> None:
    answer = ana.get(f"/agency/calls/?client={cast.cedar_clinic.public_id}")
    assert answer.status_code == 422
    assert "No such client." in answer.text


def test_the_list_of_one_client_is_filtered_too(cast: Cast, ana: Browser, calls: None) -> None:
    at = f"/agency/clients/{cast.harbor_law.public_id}/calls/"
    assert callers(ana.get(at).text) == ["Law", "Draft"]
    assert callers(ana.get(at + "?whose=aside").text) == ["Draft"]
    other = cast.bright_smile.public_id
    assert callers(ana.get(f"{at}?client={other}").text) == ["Law", "Draft"]


def test_the_agency_s_file_has_what_a_client_s_has_not(ana: Browser, calls: None) -> None:
    assert "5 calls, as the list shows them." in ana.get("/agency/calls/exports/").text
    text = ana.post("/agency/calls/exports/").text.removeprefix("\ufeff")
    head, *lines = csv.reader(io.StringIO(text, newline=""))
    assert len(lines) == 5
    dental = dict(zip(head, lines[0], strict=True))
    assert dental["Client"] == "Bright Smile Dental"
    assert dental["Cost"] == "0.041500"
    assert dental["Link"].startswith("http://northwind.test/agency/calls/")


def test_the_list_costs_the_same_for_one_call_and_for_many(
    cast: Cast, ana: Browser, calls: None, django_assert_num_queries
) -> None:
    ana.get("/agency/calls/")
    with django_assert_num_queries(3):
        ana.get("/agency/calls/")
    with scope.agency(cast.northwind.pk):
        for _ in range(60):
            a_call(cast.harbor_law)
    with django_assert_num_queries(3):
        ana.get("/agency/calls/")
