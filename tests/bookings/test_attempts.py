"""What the tools of a call booked: by presets, by the agency's own words, tried again, refused."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from callboard.agents.booking_tools import BookingTools
from callboard.bookings import attempts, paths, verdicts
from callboard.bookings.presets import Meaning, meaning_of
from tests.bookings.told import BOOK, CHECK, TUESDAY, use

NEW_YORK = ZoneInfo("America/New_York")
AT = datetime(2026, 12, 1, 19, 40, tzinfo=UTC)
NONE = BookingTools()


def made(*uses, tools: BookingTools = NONE):
    return attempts.made_by(uses, tools, NEW_YORK)


def test_google_s_calendar() -> None:
    (one,) = made(
        use(
            startDateTime=TUESDAY,
            endDateTime="2026-12-01T15:20:00",
            summary="Cleaning",
            attendees=[],
        )
    )
    assert (one.starts_at, one.service, one.in_calendar) == (AT, "Cleaning", True)
    assert one.ends_at == datetime(2026, 12, 1, 20, 20, tzinfo=UTC)
    assert (one.at_ms, one.at_turn) == (14_200, 2)


def test_the_zone_that_the_tool_was_told_wins() -> None:
    (one,) = made(use(startDateTime=TUESDAY, timeZone="America/Los_Angeles"))
    assert one.starts_at == datetime(2026, 12, 1, 22, 40, tzinfo=UTC)


def test_gohighlevel_s_calendar() -> None:
    name = "gohighlevel.calendar.event.create"
    (one,) = made(use(1, name, startTime=TUESDAY + "-05:00", title="Roof check", contactId="c1"))
    assert (one.starts_at, one.service) == (AT, "Roof check")


@pytest.mark.parametrize("name", ["book_appointment_cal", "Book-Appointment.Cal"])
def test_cal_com_by_any_spelling(name) -> None:
    attendee = {"name": "Dana", "phoneNumber": "(415) 555-0123", "timeZone": "America/New_York"}
    (one,) = made(use(1, name, start=TUESDAY, attendee=attendee))
    assert (one.starts_at, one.name, one.phone) == (AT, "Dana", "+14155550123")


def test_asking_for_free_times_books_nothing() -> None:
    assert made(use(1, CHECK, startDateTime=TUESDAY)) == []
    assert meaning_of(CHECK, NONE) is Meaning.CHECKS


def test_a_tool_that_nobody_knows_books_nothing() -> None:
    assert made(use(1, "lookUpPatient", start=TUESDAY)) == []


def test_the_agency_says_what_its_own_tool_means() -> None:
    own = BookingTools(
        names=("reserve_table",),
        start="when.date + when.time",
        name="guest.full",
        phone="guest.tel",
        service="what",
    )
    told = use(
        1,
        "reserve_table",
        when={"date": "2026-12-01", "time": "2:40 PM"},
        guest={"full": "Dana", "tel": "+44 20 7946 0000"},
        what="Table for two",
    )
    (one,) = made(told, tools=own)
    assert (one.starts_at, one.name, one.phone) == (AT, "Dana", "+442079460000")
    assert one.service == "Table for two"


def test_a_start_that_only_the_answer_tells() -> None:
    own = BookingTools(names=("book_slot",), start="result.slot.start")
    answer = '{"ok": true, "slot": {"start": "2026-12-01T19:40:00Z"}}'
    (one,) = made(use(1, "book_slot", result=answer, slot="17"), tools=own)
    assert (one.starts_at, one.in_calendar) == (AT, True)


def test_without_a_time_that_can_be_read_there_is_no_booking() -> None:
    assert made(use(startDateTime="next Tuesday")) == []


def test_tried_again_until_it_works_is_one_booking() -> None:
    (one,) = made(use(1, result="Error: busy"), use(2, result="Error: busy"), use(3))
    assert one.in_calendar is True
    assert one.key == "use-1"


def test_taken_at_another_time_nothing_is_left_of_the_refusal() -> None:
    later = use(2, startDateTime="2026-12-01T15:00:00")
    (one,) = made(use(1, result="Error: no longer available"), later)
    assert one.starts_at == datetime(2026, 12, 1, 20, 0, tzinfo=UTC)


def test_for_two_people_one_refused_both_are_told() -> None:
    for_dana = use(1, "book_appointment_cal", start=TUESDAY, name="Dana")
    refused = use(2, "book_appointment_cal", result="Error", start=TUESDAY, name="Emil")
    assert [(one.name, one.in_calendar) for one in made(for_dana, refused)] == [
        ("Dana", True),
        ("Emil", False),
    ]


def test_two_appointments_are_two_bookings() -> None:
    assert len(made(use(1), use(2, startDateTime="2026-12-08T14:40:00"))) == 2


def test_booked_and_asked_again_is_not_refused() -> None:
    (one,) = made(use(1), use(2, result="Error: already booked"))
    assert one.in_calendar is True


@pytest.mark.parametrize(
    ("result", "ok", "worked"),
    [
        ("The event was created.", None, True),
        ("Success.", None, True),
        ('{"id": "evt_1", "status": "confirmed"}', None, True),
        ('{"status": "ACCEPTED"}', None, True),
        ("[]", None, True),
        ("anything", False, False),
        ("Error: 500", None, False),
        ("Failed to create the event", None, False),
        ("I'm sorry, that time is not available.", None, False),
        ("Couldn't book this slot", None, False),
        ("The slot was already taken", None, False),
        ('{"success": false}', None, False),
        ('{"error": {"message": "no such calendar"}}', None, False),
        ('{"status": "error"}', None, False),
        ('{"statusCode": 409}', None, False),
        (None, None, None),
        (None, True, True),
        ("", None, None),
        ("No result returned.", None, None),
        ("{" * 5000, None, True),
    ],
)
def test_whether_it_worked(result, ok, worked) -> None:
    assert verdicts.worked(use(result=result, ok=ok)) is worked


@pytest.mark.parametrize(
    "path", ["start", "a.b.0.c", "date + time", "slot.start_time", "Full name"]
)
def test_what_is_a_path(path) -> None:
    assert paths.is_path(path)


@pytest.mark.parametrize("path", ["", " ", ".", "a..b", "a.", "a +", "a + b + c", "x" * 200])
def test_what_is_no_path(path) -> None:
    assert not paths.is_path(path)


def test_the_book_of_names_is_spelt_plainly() -> None:
    assert meaning_of(BOOK, NONE) is Meaning.BOOKS
    assert meaning_of("", NONE) is None
    assert meaning_of("...", BookingTools(names=("---",))) is None
