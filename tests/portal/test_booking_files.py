"""Bookings on paper and in files: the day's sheet, calendar files, tables."""

import csv
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser
from icalendar import Calendar

from callboard.audit.models import Entry
from callboard.bookings.models import Booking
from callboard.tenancy import scope
from tests.cast import Cast
from tests.forbidden import forbidden
from tests.portal.booked import DAY, HOUR, NOW, booked, path
from tests.portal.test_booking import FORM


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


def test_the_sheet_of_a_day(cast: Cast, maya: Browser) -> None:
    booked(cast, NOW + HOUR, caller_name="Today Tia")
    booked(cast, NOW + DAY, caller_name="Tomorrow Tom")
    page = maya.get("/bookings/day/").text
    assert "Today Tia" in page
    assert "Tomorrow Tom" not in page
    assert "Monday 30 November" in page
    assert "1 booking ·" in page
    page = maya.get("/bookings/day/?day=2026-12-01").text
    assert "Tomorrow Tom" in page
    assert 'href="?day=2026-11-30"' in page


@pytest.mark.parametrize("day", ["2026-13-01", "x", "\x00", "9999-12-31", "0001-01-01", "x" * 3000])
def test_a_day_that_is_none_is_not_found(maya: Browser, day: str) -> None:
    assert maya.get("/bookings/day/", {"day": day}).status_code == 404


def test_the_sheet_of_a_day_of_25_hours(cast: Cast, maya: Browser) -> None:
    """Clocks go back on 1 November 2026: the day ends an hour later, and not before."""
    first = datetime(2026, 11, 1, 4, 0, tzinfo=UTC)  # midnight
    booked(cast, first, caller_name="First Fay")
    booked(cast, first + 25 * HOUR - timedelta(minutes=1), caller_name="Last Lee")
    booked(cast, first + 25 * HOUR, caller_name="Next Nan")
    page = maya.get("/bookings/day/?day=2026-11-01").text
    assert "First Fay" in page
    assert "Last Lee" in page
    assert "Next Nan" not in page


def test_a_file_for_the_calendar(cast: Cast, maya: Browser) -> None:
    one = booked(cast, NOW + DAY)
    answer = maya.get(path(one, "booking.ics"))
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    (event,) = calendar.events
    assert calendar["PRODID"] == "-//northwind.test//Bookings//EN"
    assert event["UID"] == f"{one.public_id}@northwind.test"
    assert event["SUMMARY"] == "Dana Whitfield: Cleaning"
    assert event.DTSTART == NOW + DAY
    assert event.DTEND == NOW + DAY + HOUR
    assert event["URL"] == f"http://northwind.test{path(one)}"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert not forbidden(answer.text)


def test_taken_in_again_after_a_change_the_file_replaces_the_old_one(
    cast: Cast, maya: Browser, clock
) -> None:
    one = booked(cast, NOW + DAY)
    clock.shift(60)
    maya.post(path(one, "cancellation/"))
    (event,) = Calendar.from_ical(maya.get(path(one, "booking.ics")).content).events
    assert event["SEQUENCE"] == 60
    assert event["STATUS"] == "CANCELLED"


def test_what_is_written_in_a_booking_stays_text_in_its_files(cast: Cast, maya: Browser) -> None:
    evil = {"name": "=cmd|' /C calc'!A0", "notes": "a;b,c\nBEGIN:VEVENT\r\nX:1", "service": "\\;"}
    maya.post("/bookings/new/", FORM | evil)
    with scope.agency(cast.northwind.pk):
        one = Booking.objects.get()
    (event,) = Calendar.from_ical(maya.get(path(one, "booking.ics")).content).events
    assert "X" not in event
    assert event["SUMMARY"] == "=cmd|' /C calc'!A0: \\;"
    _head, row = exported(maya, "upcoming")
    assert row[4] == "'=cmd|' /C calc'!A0"


def exported(browser: Browser, tab: str) -> list[list[str]]:
    answer: Any = browser.post("/bookings/export/", {"list": tab})
    assert answer["Content-Disposition"] == f'attachment; filename="bookings-{tab}.csv"'
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert not forbidden(text)
    return list(csv.reader(text.splitlines()))


def test_a_list_as_a_table(cast: Cast, maya: Browser) -> None:
    booked(cast, NOW + DAY, started_at=NOW - HOUR)
    booked(cast, NOW - DAY)
    head, row = exported(maya, "upcoming")
    told = dict(zip(head, row, strict=True))
    assert told["Day"] == "2026-12-01"
    assert (told["From"], told["Until"], told["Time zone"]) == ("10:00", "11:00", "Eastern time")
    assert (told["Status"], told["From the call of"]) == ("Confirmed", "2026-11-30 09:00")
    with scope.agency(cast.northwind.pk):
        assert Entry.objects.get(act="booking.exported").after == {"list": "upcoming"}
    assert maya.post("/bookings/export/", {"list": "nonsense"}).status_code == 404
    assert maya.get("/bookings/export/").status_code == 405
