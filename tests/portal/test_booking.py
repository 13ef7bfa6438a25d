"""One booking: its page, what becomes of it, and one made by hand."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client as Browser

from callboard.audit.models import Entry
from callboard.bookings.models import Booking
from callboard.tenancy import scope
from tests.cast import Cast
from tests.portal.booked import DAY, HOUR, NOW, again, booked, path


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


def test_what_was_promised_and_is_in_no_calendar(cast: Cast, maya: Browser) -> None:
    one = booked(cast, NOW + DAY, result="Error: calendar gone")
    page = maya.get(path(one)).text
    assert "Not in your calendar yet. Please add it: Dana Whitfield, Tue 10:00 AM" in page
    assert "Error" not in page.replace("Error:", "")
    assert "calendar gone" not in page
    answer = maya.post(path(one, "calendar/"), follow=True)
    assert "Dana Whitfield is marked as added to your calendar." in answer.text
    assert f'action="{path(one, "calendar/end/")}"' in answer.text
    assert again(one).in_calendar is True
    maya.post(path(one, "calendar/end/"))
    assert again(one).in_calendar is False


def test_cancelled_and_undone(cast: Cast, maya: Browser) -> None:
    one = booked(cast, NOW + DAY)
    page = maya.post(path(one, "cancellation/"), follow=True).text
    assert "Cancelled here. Dana Whitfield and your calendar are not told." in page
    assert "Nothing is coming up." in maya.get("/bookings/").text
    maya.post(path(one, "cancellation/end/"))
    assert again(one).cancelled_at is None
    with scope.agency(cast.northwind.pk):
        acts = Entry.objects.filter(act__startswith="booking.").order_by("id")
        assert [(one.act, one.actor_name) for one in acts] == [
            ("booking.cancelled", "Maya Chen"),
            ("booking.reinstated", "Maya Chen"),
        ]


def test_a_no_show_only_once_it_has_begun(cast: Cast, maya: Browser) -> None:
    future, past = booked(cast, NOW + DAY), booked(cast, NOW - HOUR)
    assert "It has not begun yet." in maya.post(path(future, "no-show/"), follow=True).text
    assert again(future).no_show_at is None
    page = maya.post(path(past, "no-show/"), follow=True).text
    assert "No-Show" in page
    assert "No-Show" in maya.get("/bookings/?tab=past").text
    maya.post(path(past, "no-show/end/"))
    assert again(past).no_show_at is None


FORM = {
    "name": "Emil Lindqvist",
    "phone": "(207) 555-0144",
    "service": "First visit",
    "day": "2026-12-04",
    "starts": "14:40",
    "ends": "15:20",
    "notes": "Nervous",
    "in_calendar": "on",
}


def test_one_by_hand(cast: Cast, maya: Browser) -> None:
    page = maya.post("/bookings/new/", FORM, follow=True).text
    assert "Added Emil Lindqvist." in page
    with scope.agency(cast.northwind.pk):
        one = Booking.objects.get()
    assert one.starts_at == datetime(2026, 12, 4, 19, 40, tzinfo=UTC)
    assert (one.phone, one.added_by, one.in_calendar) == ("+12075550144", "Maya Chen", True)
    assert "Added by Maya Chen" in maya.get("/bookings/").text


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"name": ""}, "name", "Enter who comes."),
        ({"name": "\u200b\x00"}, "name", "Enter who comes."),
        ({"notes": "a\x00b"}, "notes", "Null characters are not allowed."),
        ({"phone": "call me"}, "phone", "Enter a telephone number"),
        ({"day": ""}, "day", "Enter the day."),
        ({"day": "99999-99-99"}, "day", "Enter a day, like 2027-03-14."),
        ({"day": "0001-01-01"}, "day", "Enter a day of this century"),
        ({"day": "9999-12-31"}, "day", "Enter a day of this century"),
        ({"starts": "half past"}, "starts", "Enter a time, like 14:40 or 2:40 PM."),
        ({"ends": "14:00"}, "ends", "Enter an end after the beginning."),
        ({"day": "2027-03-14", "starts": "02:30"}, "starts", "this time does not exist"),
        ({"notes": "x" * 2001}, "notes", "at most 2000 characters"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(maya: Browser, changed, field, words) -> None:
    answer = maya.post("/bookings/new/", FORM | changed)
    assert answer.status_code == 422
    assert re.search(rf'id="id_{field}-error"[^§]*?{re.escape(words)}', answer.text)
    assert 'value="First visit"' in answer.text


def test_times_as_people_write_them(cast: Cast, maya: Browser) -> None:
    maya.post("/bookings/new/", FORM | {"starts": "2:40 pm", "ends": "3PM"})
    with scope.agency(cast.northwind.pk):
        one = Booking.objects.get()
    assert one.ends_at is not None
    assert one.ends_at - one.starts_at == timedelta(minutes=20)


def test_changed_by_hand(cast: Cast, maya: Browser) -> None:
    one = booked(cast, NOW + DAY)
    page = maya.get(path(one, "edit/")).text
    for value in ("Dana Whitfield", "2026-12-01", "10:00", "11:00"):
        assert f'value="{value}"' in page
    maya.post(path(one, "edit/"), FORM)
    known = again(one)
    assert (known.name, known.service, known.notes) == ("Emil Lindqvist", "First visit", "Nervous")
    assert "Changed by" in maya.get(path(one)).text
