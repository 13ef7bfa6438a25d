"""A call that was opened from a list leads on in that list, and back to it."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.calls import daily, search
from callboard.calls.models import Call
from callboard.tenancy import scope
from tests.cast import Cast, agent
from tests.portal.sounds import TURNS, a_call, a_recording, robin


@pytest.fixture
def calls(cast: Cast) -> list[Call]:
    """Newest first; the booked ones are 1 and 3, and three began in one moment."""
    now = timezone.now()
    with scope.agency(cast.northwind.pk):
        made = [
            a_call(
                cast.bright_smile,
                caller_name=f"Caller {n}",
                started_at=now - timedelta(hours=min(n, 4)),
                result="booked" if n in (1, 3) else "answered",
                turns=TURNS,
            )
            for n in range(7)
        ]
        a_call(cast.bright_smile, started_at=now - timedelta(minutes=90), result="spam")
        daily.rebuild(cast.bright_smile)
        for call in made:
            search.index(call)
        return sorted(made, key=lambda one: (one.started_at, one.pk), reverse=True)


def links(page: str) -> list[str]:
    found = re.findall(r'class="row-link" href="(/calls/\w+/[^"]*)"', page)
    return [one.replace("&amp;", "&") for one in found]


def beside(page: str, label: str) -> str:
    nav = re.search(r'<nav class="beside".*?</nav>', page, re.S)
    ways = (
        re.findall(r'href="([^"]*)"[^>]*>.*?<span class="sr-only">([^<]*)<', nav[0]) if nav else []
    )
    return next((href.replace("&amp;", "&") for href, said in ways if said == label), "")


def back(page: str) -> tuple[str, str]:
    found = re.search(r'class="back-link" href="([^"]*)">.*?</svg>([^<]*)</a>', page, re.S)
    assert found
    return found.group(1).replace("&amp;", "&"), found.group(2)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "outcome=booked",
        "outcome=answered&days=7",
        "spam=1",
        "q=tooth",
        "q=caller+3",
        "flagged=1",
    ],
)
def test_from_one_to_the_next_is_the_list_itself(maya: Browser, calls, query: str) -> None:
    listed = links(maya.get(f"/calls/?{query}").text)
    for ends, label in ((listed, "Older call"), (listed[::-1], "Newer call")):
        walked, here = [], ends[0] if ends else ""
        while here:
            walked.append(here)
            here = beside(maya.get(here).text, label)
        assert walked == ends


def test_the_way_back_leads_to_the_row_that_was_left(maya: Browser, calls) -> None:
    listed = maya.get(f"/calls/?outcome=answered&after={calls[2].public_id}").text
    opened = links(listed)[0]
    address, _words = back(maya.get(opened).text)
    assert address.startswith(f"/calls/?outcome=answered&after={calls[2].public_id}#call-")
    assert f'id="{address.partition("#")[2]}"' in maya.get(address).text
    assert links(maya.get(address).text)[0] == opened


def test_it_says_where_in_the_list_the_call_stands(maya: Browser, calls) -> None:
    places = [back(maya.get(one).text)[1] for one in links(maya.get("/calls/").text)]
    assert places == [f"Calls · {n} of 7" for n in range(1, 8)]
    booked = links(maya.get("/calls/?outcome=booked").text)
    assert [back(maya.get(one).text)[1] for one in booked] == ["Calls · 1 of 2", "Calls · 2 of 2"]


def test_it_says_no_place_that_it_does_not_know(cast: Cast, maya: Browser, calls) -> None:
    called = f"/calls/{calls[0].public_id}/"
    for query in ("outcome=booked", "q=tooth", "flagged=1"):
        assert back(maya.get(f"{called}?{query}").text)[1] == "Calls"
    with scope.agency(cast.northwind.pk):
        a_call(cast.bright_smile, is_example=True, started_at=timezone.now())
    assert back(maya.get(called).text)[1] == "Calls"


def test_what_was_searched_is_found_in_the_transcript(maya: Browser, calls) -> None:
    called = f"/calls/{calls[0].public_id}/"
    for typed, found in (("TOOTH", "TOOTH"), ("caller chipp", "chipped"), ("415 555", "")):
        page = maya.get(called, {"q": typed}).text
        assert f'id="find" value="{found}"' in page


@pytest.mark.parametrize(
    "query",
    [
        "days=13",
        "outcome=nonsense",
        "from=2026-02-31",
        "line=%00",
        "line=0123456789abcdef",
        "after=%00",
        "before=../../evil",
        "client=0123456789abcdef&whose=nobody",
        "next=https://evil.example/",
    ],
)
def test_an_address_that_is_none_is_the_list_of_all_calls(maya: Browser, calls, query) -> None:
    page = maya.get(f"/calls/{calls[3].public_id}/?{query}").text
    assert back(page)[0] == f"/calls/#call-{calls[3].public_id}"
    assert beside(page, "Newer call") == f"/calls/{calls[2].public_id}/"
    assert beside(page, "Older call") == f"/calls/{calls[4].public_id}/"


def test_another_client_s_line_is_none(cast: Cast, maya: Browser, calls) -> None:
    with scope.agency(cast.northwind.pk):
        theirs = agent(cast.harbor_law, calls[0].connection, "Sparrow")
    page = maya.get(f"/calls/{calls[3].public_id}/?line={theirs.public_id}").text
    assert back(page)[0] == f"/calls/#call-{calls[3].public_id}"
    with scope.agency(cast.northwind.pk):
        mine = robin(cast.bright_smile).public_id
    page = maya.get(f"/calls/{calls[3].public_id}/?line={mine}").text
    assert back(page)[0].startswith(f"/calls/?line={mine}#")


def test_what_is_done_about_the_call_keeps_its_list(cast: Cast, maya: Browser, data_dir) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, result="call_back", turns=TURNS)
        a_recording(call)
    here, query = f"/calls/{call.public_id}/", "?call_back=1"
    page = maya.get(here + query).text
    assert f"{here}?t=14&amp;call_back=1#turn-3" in page
    assert f'data-place="http://northwind.test{here}"' in page  # for others, without the list
    acts = ("flag/", "flag/removal/", "call-back/", "call-back/undoing/", "feedback/")
    for act in acts:
        if act != "feedback/":
            shown = maya.get(here + query).text
            assert f'action="{here}{act}{query}"' in shown
        answer = maya.post(here + act + query, {"handled_well": "yes"})
        assert answer["Location"] == here + query
    assert maya.post(f"{here}feedback/removal/{query}")["Location"] == here + query
    refused = maya.post(f"{here}feedback/{query}", {})
    assert refused.status_code == 422
    assert back(refused.text)[0].startswith(f"/calls/{query}#")
    left = maya.post(f"{here}unread/{query}")["Location"]
    assert left == f"/calls/{query}#call-{call.public_id}"


def test_any_list_costs_a_call_the_same(cast, maya: Browser, django_assert_num_queries) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, started_at=timezone.now())
        line = robin(cast.bright_smile).public_id
    here = f"/calls/{call.public_id}/"
    maya.get(here)
    for many in (0, 60):
        with scope.agency(cast.northwind.pk):
            for _ in range(many):
                a_call(cast.bright_smile)
        # One more to know that the line is this client's, one to find its calls; one less where
        # the daily numbers don't say how many there are.
        for query, statements in (
            ("", 10),
            ("?outcome=answered", 10),
            ("?flagged=1", 9),
            (f"?line={line}", 11),
        ):
            with django_assert_num_queries(statements):
                maya.get(here + query)
