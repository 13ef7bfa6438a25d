"""A call that was opened from the agency's list leads on in that list, and back to its row."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.calls import search
from callboard.calls.models import Call
from tests.cast import Cast
from tests.portal.sounds import TURNS, a_call
from tests.portal.test_call_place import back, beside


@pytest.fixture
def calls(cast: Cast, dentist) -> list[Call]:
    """Newest first: of two clients by turns, every second one unassigned, the last one spam."""
    now = timezone.now()
    made = [
        a_call(
            (dentist, cast.harbor_law)[n % 2],
            started_at=now - timedelta(hours=n),
            turns=TURNS,
            result="spam" if n == 5 else "answered",
            **({"client": None, "agent": None} if n % 2 else {}),
        )
        for n in range(6)
    ]
    for call in made:
        search.index(call)
    return made


def page_of(call: Call) -> str:
    return f"/agency/calls/{call.public_id}/"


@pytest.mark.parametrize(
    ("query", "opened", "between"),
    [
        ("", 1, (0, 2)),
        ("", 4, (3, None)),
        ("?spam=1", 4, (3, 5)),
        ("?whose=nobody", 1, (None, 3)),
        ("?client=DENTIST", 2, (0, 4)),
        ("?q=tooth", 2, (1, 3)),
        ("?q=tooth&whose=nobody", 3, (1, None)),
    ],
)
def test_it_leads_on_and_back_in_the_list(
    ana: Browser, calls: list[Call], query: str, opened: int, between: tuple[int | None]
) -> None:
    query = query.replace("DENTIST", str(calls[0].client and calls[0].client.public_id))
    listed, call = ana.get(f"/agency/calls/{query}").text.replace("&amp;", "&"), calls[opened]
    assert f'href="{page_of(call)}{query}"' in listed
    page = ana.get(page_of(call) + query).text
    assert back(page) == (f"/agency/calls/{query}#call-{call.public_id}", "Calls")
    for label, place in zip(("Newer call", "Older call"), between, strict=True):
        there = "" if place is None else page_of(calls[place]) + query
        assert beside(page, label) == there


def test_an_act_on_the_page_keeps_the_place(ana: Browser, calls: list[Call]) -> None:
    here = f"{page_of(calls[2])}?length=long"
    assert f'name="back" value="{here}"' in ana.get(here).text
    assert ana.post(f"{page_of(calls[2])}aside/", {"back": here})["Location"] == here
    loose = ana.get(f"{page_of(calls[1])}?whose=nobody").text
    assert re.search(r"assignment/\?back=/agency/calls/\w+/%3Fwhose%3Dnobody", loose)


@pytest.mark.parametrize(
    "odd", ["?days=soon", "?client=nobody", "?after=%00", "?whose=x&q=%ED%A0%80"]
)
def test_what_is_no_list_leads_to_all_calls(ana: Browser, calls: list[Call], odd: str) -> None:
    answer = ana.get(page_of(calls[1]) + odd)
    assert answer.status_code == 200
    address, _words = back(answer.text)
    assert address.partition("#")[0] in ("/agency/calls/", "/agency/calls/?q=%3F%3F%3F")


def test_a_client_s_own_list_leads_back_to_its_calls(
    ana: Browser, dentist, calls: list[Call]
) -> None:
    listed = ana.get(f"/agency/clients/{dentist.public_id}/calls/").text
    assert f'href="{page_of(calls[0])}?client={dentist.public_id}"' in listed
