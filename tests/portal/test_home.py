"""A client's home: one sentence, who waits, four numbers, the latest calls."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.calls import daily
from callboard.tenancy import scope
from tests.cast import Cast, browser, invited
from tests.portal.booked import booked
from tests.portal.sounds import a_call, robin
from tests.portal.test_invitation import accept, path_of


def with_calls(cast: Cast, *facts: dict[str, Any]) -> None:
    with scope.agency(cast.northwind.pk):
        for one in facts:
            a_call(cast.bright_smile, **one)
        daily.rebuild(cast.bright_smile)


def test_the_bare_address_leads_home(cast: Cast, maya: Browser) -> None:
    assert maya.get("/")["Location"] == "/home/"
    assert maya.post("/switch/", {"client": cast.bright_smile.public_id})["Location"] == "/home/"


def test_before_the_first_call_it_says_how_to_make_one(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        robin(cast.bright_smile)
    page = maya.get("/home/").text
    assert "Robin answers (415) 555-0100. Call it" in page
    assert 'href="tel:+1-415-555-0100"' in page
    assert "In numbers" not in page
    assert "Send your calls to Robin" in page
    assert 'href="tel:**21*4155550100%23"' in page


def test_who_has_no_number_to_forward_to_is_told_no_code(cast: Cast, maya: Browser) -> None:
    assert "Codes for call forwarding" not in maya.get("/home/").text
    with scope.agency(cast.northwind.pk):
        agent = robin(cast.bright_smile)
        agent.number = ""
        agent.save()
    assert "Codes for call forwarding" not in maya.get("/home/").text


def test_with_a_call_nobody_has_to_learn_how_to_get_one(cast: Cast, maya: Browser) -> None:
    with_calls(cast, {})
    assert "Codes for call forwarding" not in maya.get("/home/").text


def test_one_sentence_and_four_numbers(cast: Cast, maya: Browser) -> None:
    with_calls(cast, {"has_booking": True}, {}, {"outcome": "transferred"}, {"result": "spam"})
    page = maya.get("/home/").text
    told = "Robin handled 3 calls in the last 7 days, and booked 1 appointment."
    assert f"<span>{told}</span>" in page
    assert "<title>Home · Northwind Voice</title>" in page
    assert page.count('class="tile"') == 4


def test_who_waits_for_a_call_back_can_be_rung_at_once(cast: Cast, maya: Browser) -> None:
    with_calls(
        cast,
        {
            "result": "call_back",
            "urgent": True,
            "caller_name": "Lee Wong",
            "from_number": "+12075550134",
        },
        {"result": "call_back", "caller_name": "Done Deal", "called_back_at": timezone.now()},
    )
    page = maya.get("/home/").text
    needs = page[page.index('id="needs"') : page.index("numbers-title")]
    assert "Lee Wong" in needs
    assert 'href="tel:+1-207-555-0134"' in needs
    assert "Done Deal" not in needs
    assert "Urgent" in needs
    assert "1 caller is waiting for a call back." in page
    button = re.search(r'action="(/calls/\w+/call-back/)"', needs)
    assert button is not None
    assert maya.post(button[1], {"from": "home"})["Location"] == "/home/"
    page = maya.get("/home/").text
    assert 'id="needs"' not in page
    assert "Marked as called back." in page
    assert "waiting for a call back" not in page


@pytest.mark.parametrize("days", ["30", "90", "7", "8", "x" * 999, "-30", "٣٠"])
def test_any_period_is_a_page(cast: Cast, maya: Browser, days: str) -> None:
    long_ago = timezone.now() - timedelta(days=20)
    with_calls(cast, {}, {"started_at": long_ago})
    page = maya.get("/home/", {"days": days}).text
    counted = "2 calls in the last" if days in ("30", "90") else "1 call in the last 7 days"
    assert counted in page


def test_the_same_few_queries_for_any_number_of_calls(
    cast: Cast, maya: Browser, django_assert_num_queries
) -> None:
    with_calls(cast, {})
    maya.get("/home/")
    for _ in range(2):
        with django_assert_num_queries(13):
            maya.get("/home/")
        with_calls(cast, *[{"result": "call_back"} for _ in range(12)])
    with django_assert_num_queries(13):
        page = maya.get("/home/").text
    assert page.count("(415) 555-0123") > 5
    waiting = re.search(r'href="([^"]*)">See All Who Wait', page)
    assert waiting
    assert maya.get(waiting[1]).text.count("row-link") == 24
    assert "More than 5 callers are waiting for a call back." in page


def test_the_latest_say_which_are_unread(cast: Cast, maya: Browser) -> None:
    with_calls(cast, {}, {})
    assert maya.get("/home/").text.count('class="row--unread"') == 2
    maya.post("/calls/marks/all/")
    assert 'class="row--unread"' not in maya.get("/home/").text


def test_what_is_booked_and_what_no_calendar_took(cast: Cast, maya: Browser) -> None:
    with_calls(cast, {})
    booked(cast, timezone.now() + timedelta(days=2), caller_name="Dana Whitfield")
    lost = booked(cast, timezone.now() + timedelta(days=3), "Error: 503", caller_name="Lee Wong")
    page = maya.get("/home/").text
    needs = page[page.index('id="needs"') : page.index("numbers-title")]
    assert "Not in your calendar yet. Please add it: Lee Wong" in needs
    assert "Dana Whitfield" in page[page.index('id="upcoming"') :]
    maya.post(f"/bookings/{lost.public_id}/calendar/")
    assert 'id="needs"' not in maya.get("/home/").text


def test_calls_kept_aside_are_on_no_home(cast: Cast, maya: Browser) -> None:
    with_calls(cast, {"kept_aside": True, "caller_name": "Draft Dodger"})
    assert "Draft Dodger" not in maya.get("/home/").text


def test_with_a_call_to_hear_accepting_lands_on_the_calls(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        invitation = invited(cast.harbor_law)
        a_call(cast.harbor_law)
    visitor = browser(cast.northwind)
    visitor.get(path_of(invitation))
    assert accept(visitor).headers["Location"] == "/calls/"
