"""The page of numbers, as a client's people read it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents import publications
from callboard.agents.models.publication import Kind, State
from callboard.agents.opening_hours import OpeningHours
from callboard.calls import daily
from callboard.providers import publish
from callboard.tenancy import scope
from tests.cast import ANA, Cast
from tests.portal.sounds import a_call, robin


def with_calls(cast: Cast, *facts: dict[str, Any]) -> None:
    with scope.agency(cast.northwind.pk):
        for one in facts:
            a_call(cast.bright_smile, **one)
        daily.rebuild(cast.bright_smile)


def many(cast: Cast, count: int = 24, **facts: Any) -> None:
    with_calls(cast, *[facts] * count)


def calling_for(reason: str) -> dict[str, Any]:
    return {"reason": reason, "result": "answered"}


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def test_before_the_first_call_it_says_when_numbers_appear(maya: Browser) -> None:
    answer = maya.get("/analytics/")
    assert answer.status_code == 200
    assert "Numbers appear after the first calls." in answer.text
    assert "<title>Analytics · Northwind Voice</title>" in answer.text


def test_of_few_calls_it_shows_numbers_and_no_percentages(cast: Cast, maya: Browser) -> None:
    many(cast, 3, has_booking=True)
    page = words(maya.get("/analytics/").text)
    assert "Too few calls for a fair comparison." in page
    assert "Calls 3" in page
    assert "Booked 3" in page
    assert "%" not in page.replace("%, ", "")


def test_calls_rate_and_minutes(cast: Cast, maya: Browser) -> None:
    many(cast, 6, has_booking=True)
    many(cast, 18)
    many(cast, 2, result="unanswered")
    many(cast, 5, result="spam")
    page = words(maya.get("/analytics/").text)
    assert "Calls 26" in page
    assert "Booking rate 25% 6 of 24 calls answered" in page
    assert "Minutes 80" in page
    assert "5 spam calls left out of all numbers" in page


def test_an_outcome_leads_to_its_calls_and_filters_the_page(cast: Cast, maya: Browser) -> None:
    many(cast, 6, has_booking=True)
    many(cast, 18)
    page = maya.get("/analytics/").text
    link = re.search(r'href="(/calls/\?[^"]*)" aria-label="6 calls: Booked"', page)
    assert link
    assert maya.get(link[1].replace("&amp;", "&")).text.count("row-link") == 6
    chosen = maya.get("/analytics/?outcome=booked").text
    assert "Calls 6" in words(chosen)
    assert re.search(r'<a class="chip" href="/analytics/"[^>]*>Outcome: Booked', chosen)


def test_reasons_are_shown_where_a_field_tells_them(cast: Cast, maya: Browser) -> None:
    many(cast, 2)
    assert "Reasons for calling" not in maya.get("/analytics/").text
    with_calls(cast, *[calling_for("Cleaning")] * 3, calling_for("Toothache"))
    page = words(maya.get("/analytics/").text)
    assert "Most often: Cleaning." in page
    chosen = words(maya.get("/analytics/?reason=Cleaning").text)
    assert "Calls 3" in chosen
    assert "Reason: Cleaning" in chosen
    with_calls(cast, *[calling_for("Toothache")] * 2)
    assert "Most often: Cleaning" not in words(maya.get("/analytics/").text)


def test_the_time_before_is_compared_where_it_is_fair(cast: Cast, maya: Browser) -> None:
    many(cast, 30)
    assert "than in the" not in maya.get("/analytics/?days=7").text
    earlier = timezone.now() - timedelta(days=10)
    with_calls(cast, *[{"started_at": earlier - timedelta(days=4, minutes=n)} for n in range(3)])
    with_calls(cast, *[{"started_at": earlier - timedelta(minutes=n)} for n in range(22)])
    page = maya.get("/analytics/?days=7").text
    assert re.search(r"\d+ more than in the 7 days before", page)
    assert "chart-before" not in page
    assert "chart-before" in maya.get("/analytics/?days=7&compare=1").text
    assert "chart-before" in maya.get("/analytics/?days=7&compare=1&weekdays=1").text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("days=soon", 422),
        ("outcome=weird", 422),
        ("from=2026-99-01", 422),
        ("from=2001-01-01&to=2026-01-01", 422),
        ("from=2026-05-02&to=2026-05-01", 422),
        ("days=today", 200),
        ("days=365&compare=1", 200),
        ("chart=minutes", 200),
        ("chart=%00", 200),
        ("reason=%00%ED%A0%80" + "x" * 999, 200),
        ("days=7&days=30", 200),
        ("from=2000-01-01&to=2000-01-01&compare=1&weekdays=1", 200),
        ("to=2999-12-31", 200),
    ],
)
def test_whatever_stands_in_the_address_is_answered(
    cast: Cast, maya: Browser, query: str, status: int
) -> None:
    many(cast, 2)
    assert maya.get(f"/analytics/?{query}").status_code == status


def test_the_same_few_queries_for_any_number_of_calls(
    cast: Cast, maya: Browser, django_assert_num_queries
) -> None:
    many(cast, 1)
    maya.get("/analytics/")
    with django_assert_num_queries(10):
        maya.get("/analytics/?days=365&compare=1")
    with_calls(
        cast,
        *[
            {"started_at": timezone.now() - timedelta(days=n), **calling_for(f"r{n}")}
            for n in range(40)
        ],
    )
    with django_assert_num_queries(10):
        maya.get("/analytics/?days=365&compare=1")


def test_the_file_has_exactly_what_the_page_shows(cast: Cast, maya: Browser) -> None:
    many(cast, 6, has_booking=True)
    many(cast, 18)
    with_calls(cast, calling_for("=cmd()"))
    answer = maya.post("/analytics/export/", {"days": "7"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert "Outcomes,Booked,6,24%,," in lines
    assert "Reasons for calling,'=cmd(),1,100%,," in lines
    assert sum(line.startswith("Calls,") for line in lines) == 7
    chosen = maya.post("/analytics/export/", {"days": "7", "outcome": "booked"}).content.decode()
    assert "Chosen,Outcome,Booked" in chosen
    assert "In numbers,Calls,6" in chosen


def test_what_is_hidden_from_a_client_is_in_no_number(cast: Cast, maya: Browser) -> None:
    many(cast, 24, has_booking=True)
    hidden = dict.fromkeys(("calls.result", "calls.length", "bookings", "calls"), "hidden")
    with scope.agency(cast.northwind.pk):
        Client.objects.filter(pk=cast.bright_smile.pk).update(visibility=hidden)
    address = "/analytics/?chart=booked&outcome=booked"
    page = maya.get(address).text
    assert "Calls 24" in words(page)
    for absent in ("Booked", "Booking rate", "Minutes 7", 'href="/calls/'):
        assert absent not in words(page) + page[page.index("<main") :], absent
    csv = maya.post("/analytics/export/", {"outcome": "booked"}).content.decode()
    assert "Booked" not in csv
    assert "Minutes" not in csv


def test_to_whom_faqs_are_hidden_no_number_is_explained_by_them(cast: Cast, maya: Browser) -> None:
    many(cast, 2)
    assert "among the FAQs" in words(maya.get("/analytics/").text)
    with scope.agency(cast.northwind.pk):
        Client.objects.filter(pk=cast.bright_smile.pk).update(visibility={"faqs": "hidden"})
    page = words(maya.get("/analytics/").text)
    assert "Question without an answer" in page
    assert "FAQs" not in page


FIGURES = {"booking": "120", "currency": "USD", "lost_after_hours": "60", "lost_in_hours": "10"}


def test_an_estimate_is_made_of_the_client_s_own_figures(cast: Cast, maya: Browser) -> None:
    many(cast, 7, has_booking=True)
    page = maya.get("/analytics/").text
    assert "Enter Your Figures" in page
    assert "$" not in words(page)
    assert maya.post("/analytics/value/", FIGURES)["Location"] == "/analytics/"
    page = words(maya.get("/analytics/").text)
    assert "Estimated value Change Figures $84.00" in page
    assert "7 bookings × $120.00 × 10% that you would have lost $84.00" in page
    assert "last changed by Maya Chen" in page
    csv = maya.post("/analytics/export/").content.decode()
    assert "Estimated value,7 × $120.00 × 10%,84.00,,,USD" in csv
    maya.post("/analytics/value/removal/")
    assert "$" not in words(maya.get("/analytics/").text)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"booking": ""}, "Enter an amount, like 120."),
        ({"booking": "much"}, "Enter an amount with at most 2 decimals, like 297.50."),
        ({"booking": "-5"}, "Enter an amount without a minus, like 297."),
        ({"booking": "1.5", "currency": "JPY"}, "Enter an amount without decimals, like 297."),
        ({"booking": "999999999999"}, "Enter at most $10,000,000,000.00."),
        ({"currency": "XXX"}, "Choose a currency of the list."),
        ({"lost_in_hours": "101"}, "Enter a number from 0 to 100."),
        ({"lost_after_hours": "-1"}, "Enter a number from 0 to 100."),
        ({"lost_after_hours": "9" * 400}, "Enter a number from 0 to 100."),
    ],
)
def test_a_slip_in_the_figures_is_told_and_nothing_lost(
    cast: Cast, maya: Browser, wrong: dict[str, str], said: str
) -> None:
    answer = maya.post("/analytics/value/", FIGURES | wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert "<title>Error: " in answer.text
    many(cast, 2)
    assert "Enter Your Figures" in maya.get("/analytics/").text


def test_all_that_is_wrong_with_the_figures_is_told_at_once(maya: Browser) -> None:
    wrong = dict.fromkeys(("booking", "lost_after_hours", "lost_in_hours"), "-5")
    page = maya.post("/analytics/value/", FIGURES | wrong).text
    assert page.count('aria-invalid="true"') == 3


def test_after_hours_are_shown_once_hours_are_live(cast: Cast, maya: Browser) -> None:
    many(cast, 24)
    assert "After hours" not in maya.get("/analytics/").text
    with scope.agency(cast.northwind.pk):
        never = OpeningHours(week=((),) * 7)
        asked = publish.publish(
            robin(cast.bright_smile), Kind.SETTINGS, {"hours": never.stored()}, by=ANA
        )
        assert publications.went_live(asked, State(asked.state), by=ANA)
    page = words(maya.get("/analytics/").text)
    assert "After hours 100% 24 of 24 calls" in page
    assert "by the opening hours that are live now" in page


def test_new_and_returning_callers_are_told_apart(cast: Cast, maya: Browser) -> None:
    several = [{"from_number": f"+1415555{n:04}"} for n in range(12)]
    with_calls(cast, *several, *several[:9], *[{"from_number": "anonymous"}] * 3)
    with_calls(cast, {"direction": "outbound"}, {"from_number": "+14155559999", "result": "spam"})
    page = maya.get("/analytics/").text
    assert 'id="callers"' in page
    card = words(page)
    assert "12 new callers. 43% of calls with a number came from one that had called" in card
    assert "New callers 12 50% Returning callers 9 38% Without a number 3 12%" in card
    assert "A new caller’s is the first call from a number" in card
    csv = maya.post("/analytics/export/").content.decode().splitlines()
    assert "New and returning callers,Returning callers,9,38%,," in csv


def test_a_caller_of_last_month_is_not_new(cast: Cast, maya: Browser) -> None:
    earlier = timezone.now() - timedelta(days=40)
    with_calls(cast, {"started_at": earlier}, {})
    card = words(maya.get("/analytics/?days=7").text)
    assert "0 new callers." in card
    assert "New callers 0 Returning callers 1" in card
    assert "Without a number" not in card[card.index("Returning callers 1") :]


def test_where_numbers_are_hidden_or_a_reason_is_chosen_it_is_not_there(
    cast: Cast, maya: Browser
) -> None:
    with_calls(cast, calling_for("Cleaning"), {"result": "booked"})
    assert 'id="callers"' not in maya.get("/analytics/?reason=Cleaning").text
    assert "New callers 1" in words(maya.get("/analytics/?outcome=answered").text) + words(
        maya.get("/analytics/?outcome=booked").text
    )
    with scope.agency(cast.northwind.pk):
        hidden = {"calls.number": "hidden"}
        Client.objects.filter(pk=cast.bright_smile.pk).update(visibility=hidden)
    page = maya.get("/analytics/").text
    assert "eturning callers" not in page
    assert "eturning callers" not in maya.post("/analytics/export/").content.decode()
