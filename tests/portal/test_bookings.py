"""A client's bookings by the day, in four lists, and what its calls show of them."""

import re

import pytest
import time_machine
from django.test import Client as Browser

from callboard.bookings import bookings
from callboard.bookings.models import Booking
from callboard.calls.models import Call
from callboard.people.models import User
from callboard.tenancy import scope
from tests.bookings.told import CHECK, a_booked_call, use
from tests.cast import ANA, Cast
from tests.forbidden import forbidden
from tests.portal.booked import DAY, HOUR, NOW, booked, path
from tests.portal.sounds import TURNS


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


def test_before_the_first_one_it_says_where_they_come_from(cast: Cast, maya: Browser) -> None:
    page = maya.get("/bookings/").text
    assert "No bookings yet." in page
    assert "When your assistant books an appointment, it appears here." in page


def test_by_the_days_of_the_business(cast: Cast, maya: Browser) -> None:
    booked(cast, NOW + HOUR)
    booked(cast, NOW + DAY)
    booked(cast, NOW + 3 * DAY)
    page = maya.get("/bookings/").text
    heads = re.findall(r'class="booking-date"[^>]*>([^<]+)', page)
    assert [one.strip() for one in heads] == ["Today", "Tomorrow", "Thursday 3 December"]
    for words in ("11:00 AM – 12:00 PM", "Cleaning", "Dana Whitfield", "Confirmed"):
        assert words in page
    assert "Times in Eastern time" in page


def test_a_row_leads_to_the_moment_in_its_call(cast: Cast, maya: Browser) -> None:
    one = booked(cast, NOW + DAY, started_at=NOW - HOUR)
    page = maya.get("/bookings/").text
    assert one.call is not None
    assert f'href="/calls/{one.call.public_id}/?t=14#turn-2"' in page
    assert "From call 9:00 AM" in page
    assert 'id="turn-2"' in maya.get(f"/calls/{one.call.public_id}/").text


def test_four_lists_with_their_counts(cast: Cast, maya: Browser) -> None:
    booked(cast, NOW + DAY, caller_name="Upcoming Una")
    booked(cast, NOW - DAY, caller_name="Past Pat")
    refused = booked(cast, NOW + 2 * DAY, result="Error", caller_name="Refused Ray")
    off = booked(cast, NOW + DAY, caller_name="Cancelled Cay")
    with scope.agency(cast.northwind.pk):
        bookings.cancel(off, by=ANA)
    shown = {
        tab: re.findall(r">(\w+) (?:Una|Pat|Ray|Cay)<", maya.get(f"/bookings/?tab={tab}").text)
        for tab in ("upcoming", "past", "cancelled", "not-in-calendar", "nonsense")
    }
    assert shown == {
        "upcoming": ["Upcoming", "Refused"],
        "past": ["Past"],
        "cancelled": ["Cancelled"],
        "not-in-calendar": ["Refused"],
        "nonsense": ["Upcoming", "Refused"],
    }
    counts = re.findall(r'class="count">(\d+)<', maya.get("/bookings/").text)
    assert counts == ["2", "1", "1", "1"]
    assert "Not in the Calendar" in maya.get(path(refused)).text


def test_both_zones_where_the_reader_has_another(cast: Cast, maya: Browser) -> None:
    one = booked(cast, NOW + DAY)
    assert "your time" not in maya.get("/bookings/").text
    with scope.agency(cast.northwind.pk):
        User.objects.filter(pk=cast.maya.pk).update(time_zone="America/Los_Angeles")
    assert "7:00 AM your time" in maya.get("/bookings/").text
    words = "10:00 AM – 11:00 AM New York (7:00 AM your time)"
    assert words in maya.get(path(one)).text


def test_pages_of_fifty(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        Booking.objects.bulk_create(
            Booking(
                agency=cast.northwind,
                client=cast.bright_smile,
                source="hand",
                name=f"Caller {number}",
                starts_at=NOW + number // 3 * HOUR,
                created_at=NOW,
                changed_at=NOW,
            )
            for number in range(120)
        )
    page, seen = maya.get("/bookings/").text, []
    for length in (50, 50, 20):
        found = re.findall(r">(Caller \d+)<", page)
        assert len(found) == length
        seen += found
        later = re.search(r'href="(\?tab=upcoming&amp;after=\w+)"', page)
        if later:
            page = maya.get("/bookings/" + later[1].replace("&amp;", "&")).text
    assert seen == [f"Caller {number}" for number in range(120)]
    assert 'class="count">99+<' in page


def test_the_list_costs_the_same_for_one_booking_and_for_fifty(
    cast: Cast, maya: Browser, django_assert_num_queries
) -> None:
    booked(cast, NOW + DAY)
    maya.get("/bookings/")
    # The agency with its brand, who this is, the bookings with their calls, four counts, and beside
    # "Calls" how many are unread.
    with django_assert_num_queries(9):
        maya.get("/bookings/")
    for number in range(20):
        booked(cast, NOW + number * HOUR)
    with django_assert_num_queries(9):
        maya.get("/bookings/")


def test_one_booking_and_the_sheet_cost_three_statements(
    cast: Cast, maya: Browser, django_assert_num_queries
) -> None:
    one = booked(cast, NOW + HOUR)
    # A page tells besides how many calls are unread, and what the assistant is called.
    for address, more in ((path(one), 2), (path(one, "booking.ics"), 0), ("/bookings/day/", 2)):
        maya.get(address)
        with django_assert_num_queries(3 + more):
            maya.get(address)


def test_others_bookings_and_those_of_drafts_are_not_found(cast: Cast, maya: Browser) -> None:
    hidden = [booked(cast, NOW + DAY, kept_aside=True)]
    with scope.agency(cast.northwind.pk):
        call = a_booked_call(cast.harbor_law)
        hidden.append(Booking.objects.get(call=call))
    assert "No bookings yet." in maya.get("/bookings/").text
    for one in hidden:
        for rest in ("", "edit/", "booking.ics"):
            assert maya.get(path(one, rest)).status_code == 404
        for rest in ("cancellation/", "no-show/", "calendar/", "edit/"):
            assert maya.post(path(one, rest)).status_code == 404
    assert maya.get("/bookings/%00/").status_code == 404


def test_a_call_that_went_to_another_client_is_no_longer_linked(cast: Cast, maya: Browser) -> None:
    one = booked(cast, NOW + DAY)
    with scope.agency(cast.northwind.pk):
        call = Call.objects.get(bookings=one)
        Call.objects.filter(pk=call.pk).update(client=cast.harbor_law)
    for page in (maya.get("/bookings/").text, maya.get(path(one)).text):
        assert "/calls/" + call.public_id not in page


def test_between_the_lines_of_a_call(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        told = [use(1, CHECK), use(2, "lookUpPatient"), use(3)]
        call = a_booked_call(cast.bright_smile, *told, turns=TURNS)
    page = maya.get(f"/calls/{call.public_id}/").text
    assert "Checked the calendar" in page
    assert "Booked Tue 2:40 PM" in page
    for secret in ("lookUpPatient", "google", "The event was created", "startDateTime"):
        assert secret not in page
    assert "Tuesday 1 December" in page or "Tomorrow" in page
    assert "Booked" in page


def test_no_page_of_bookings_says_a_forbidden_word(cast: Cast, maya: Browser) -> None:
    one = booked(cast, NOW + DAY, result="Error: vapi, callboard, twilio")
    assert one.call is not None
    for address in (
        "/bookings/",
        "/bookings/?tab=not-in-calendar",
        "/bookings/new/",
        "/bookings/day/",
        path(one),
        path(one, "edit/"),
        path(one, "booking.ics"),
        f"/calls/{one.call.public_id}/",
    ):
        answer = maya.get(address)
        found = forbidden(answer.text + repr(dict(answer.headers)))
        assert found == [], address
