"""Read and unread, as one of a client's people sees and sets it."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.calls.models import ReadMark
from callboard.tenancy import scope
from tests.cast import Cast
from tests.portal.sounds import a_call


@pytest.fixture
def calls(cast: Cast):
    with scope.agency(cast.northwind.pk):
        return [a_call(cast.bright_smile, caller_name=f"Caller {n}") for n in range(3)]


def unread(page: str) -> list[str]:
    rows = re.findall(r'<tr class="row--unread".*?</tr>', page, re.S)
    return [re.findall(r">(Caller \d)<", row)[0] for row in rows]


def badge(page: str) -> str:
    found = re.search(r'nav-count">([\d+]+)<', page)
    return found.group(1) if found else ""


def test_new_calls_are_unread_with_their_number_on_every_page(maya: Browser, calls) -> None:
    page = maya.get("/calls/").text
    assert unread(page) == ["Caller 0", "Caller 1", "Caller 2"]
    assert badge(page) == "3"
    assert badge(maya.get("/settings/profile/").text) == "3"


def test_some_are_marked_read_and_unread_again(maya: Browser, calls) -> None:
    ids = [call.public_id for call in calls[:2]]
    back = "outcome=answered&after=" + calls[2].public_id
    answer = maya.post("/calls/marks/", {"call": ids, "read": "1", "back": back})
    assert answer.status_code == 303
    # Where the last of them stands: one goes on from there.
    assert answer.headers["Location"] == f"/calls/?{back}#call-{ids[-1]}"
    page = maya.get("/calls/").text
    assert unread(page) == ["Caller 2"]
    assert "Marked 2 calls read." in page
    assert re.findall(r">(Caller \d)<", maya.get("/calls/?unread=1").text) == ["Caller 2"]
    maya.post("/calls/marks/", {"call": ids[:1], "read": "0"})
    assert unread(maya.get("/calls/").text) == ["Caller 0", "Caller 2"]


def test_all_are_marked_read_at_once(maya: Browser, calls) -> None:
    maya.post("/calls/marks/all/")
    page = maya.get("/calls/").text
    assert unread(page) == []
    assert badge(page) == ""
    assert "Mark All Read" not in page
    assert "You have read them all." in maya.get("/calls/?unread=1").text


def test_nothing_selected_is_said(maya: Browser, calls) -> None:
    maya.post("/calls/marks/", {"read": "1"})
    assert "Select calls first." in maya.get("/calls/").text


def test_where_a_form_goes_back_to_is_always_the_list(maya: Browser, calls) -> None:
    for back in ("https://evil.example/", "//evil.example", "outcome=\x00&x=%ED%A0%80", "a" * 9000):
        answer = maya.post("/calls/marks/", {"read": "1", "back": back})
        assert answer.status_code == 303
        assert answer.headers["Location"] == "/calls/"


def test_another_client_s_call_is_not_marked(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        theirs = a_call(cast.harbor_law)
        aside = a_call(cast.bright_smile, kept_aside=True)
    maya.post("/calls/marks/", {"call": [theirs.public_id, aside.public_id], "read": "1"})
    with scope.agency(cast.northwind.pk):
        assert not ReadMark.objects.exists()


def test_more_than_ninety_nine(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        first = a_call(cast.bright_smile)
        rows = [a_call(cast.bright_smile) for _ in range(99)]
    assert len([first, *rows]) == 100
    assert badge(maya.get("/settings/profile/").text) == "99+"
    assert len(re.findall(r'class="row--unread"', maya.get("/calls/?unread=1").text)) == 50


def test_new_calls_are_told_and_the_list_stays(cast: Cast, maya: Browser, calls) -> None:
    page = maya.get("/calls/").text
    found = re.search(r'data-new-calls="([^"]+)"', page)
    assert found
    address = found.group(1).replace("&amp;", "&")
    assert maya.get(address).status_code == 204
    with scope.agency(cast.northwind.pk):
        a_call(cast.bright_smile, caller_name="Newcomer")
        a_call(cast.bright_smile, brought_in=True)
        a_call(cast.bright_smile, result="spam")
        a_call(cast.bright_smile, kept_aside=True)
    answer = maya.get(address)
    assert "1 new call" in answer.text
    assert 'href="/calls/"' in answer.text
    assert maya.get(address + "&known=1").status_code == 204
    assert maya.get(address + "&outcome=booked").status_code == 204


def test_asking_for_new_calls_costs_one_statement(
    maya: Browser, calls, django_assert_num_queries
) -> None:
    maya.get("/calls/")
    # The agency with its brand, who this is, the number.
    with django_assert_num_queries(3):
        maya.get("/calls/new/?since=1700000000")


@pytest.mark.parametrize("since", ["", "x", "-1", "9" * 12, "9" * 4000, "%00"])
def test_any_moment_is_asked_for_without_a_failure(maya: Browser, calls, since: str) -> None:
    assert maya.get(f"/calls/new/?since={since}&seen=x&known=").status_code in (200, 204)


def test_the_first_call_turns_the_page_by_itself(cast: Cast, maya: Browser) -> None:
    since = int((timezone.now() - timedelta(minutes=1)).timestamp())
    address = f"/calls/new/?first=1&since={since}"
    assert maya.get(address).status_code == 204
    assert "HX-Refresh" not in maya.get(address).headers
    with scope.agency(cast.northwind.pk):
        a_call(cast.bright_smile)
    assert maya.get(address).headers["HX-Refresh"] == "true"
