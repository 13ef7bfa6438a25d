"""Tools whose meaning is known, whoever the agency: those that the platforms bring along.

Names are compared without case, and with dots, dashes and blanks as underscores, since models are
given them in other spellings. Where the facts stand follows each platform's own documentation.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from callboard.agents.booking_tools import BookingTools


class Meaning(StrEnum):
    CHECKS = "checks"
    BOOKS = "books"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the facts of a booking stand, best first, as in `BookingTools`."""

    start: tuple[str, ...]
    end: tuple[str, ...] = ()
    zone: tuple[str, ...] = ()
    name: tuple[str, ...] = ()
    phone: tuple[str, ...] = ()
    service: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


_GOOGLE = Places(
    start=("startDateTime", "start.dateTime"),
    end=("endDateTime", "end.dateTime"),
    zone=("timeZone", "start.timeZone"),
    name=("attendees.0.displayName", "attendees.0.name"),
    service=("summary",),
    notes=("description",),
)
_GOHIGHLEVEL = Places(
    start=("startTime",),
    end=("endTime",),
    zone=("timeZone", "selectedTimezone"),
    name=("contactName", "name"),
    phone=("phone",),
    service=("title",),
    notes=("notes",),
)
_CALCOM = Places(
    start=("start", "startTime", "time", "date + time"),
    end=("end", "endTime"),
    zone=("attendee.timeZone", "timeZone", "timezone"),
    name=("attendee.name", "responses.name", "name"),
    phone=(
        "attendee.phoneNumber",
        "responses.attendeePhoneNumber",
        "location.phone",
        "phoneNumber",
        "phone",
    ),
    service=("title", "eventTypeName"),
    notes=("notes", "additionalNotes"),
)

BOOKS: dict[str, Places] = {
    "google_calendar_event_create": _GOOGLE,
    "google_calendar_create_event": _GOOGLE,
    "google_calendar_create_event_tool": _GOOGLE,
    "google_calendar_tool": _GOOGLE,
    "gohighlevel_calendar_event_create": _GOHIGHLEVEL,
    "ghl_calendar_event_create": _GOHIGHLEVEL,
    "book_appointment_cal": _CALCOM,
    "book_appointment_cal_com": _CALCOM,
    "cal_com_book_appointment": _CALCOM,
    "cal_com_create_booking": _CALCOM,
    "calcom_create_booking": _CALCOM,
}

CHECKS = frozenset(
    {
        "google_calendar_availability_check",
        "google_calendar_check_availability",
        "google_calendar_check_availability_tool",
        "gohighlevel_calendar_availability_check",
        "ghl_calendar_availability_check",
        "check_availability_cal",
        "check_availability_cal_com",
        "cal_com_check_availability",
        "cal_com_get_available_slots",
        "calcom_get_available_slots",
        "calendar_availability_check",
    }
)


def meaning_of(tool: str, own: BookingTools) -> Meaning | None:
    """What the agency says comes first."""
    name = _plain(tool)
    if name and (name in map(_plain, own.names) or name in BOOKS):
        return Meaning.BOOKS
    return Meaning.CHECKS if name in CHECKS else None


def places_of(tool: str, own: BookingTools) -> Places:
    """Of a tool that books. Where the agency names no place, the preset's are tried, and for a tool
    without a preset those of Cal.com, which are the usual words.
    """
    name = _plain(tool)
    known = BOOKS.get(name, _CALCOM)
    if name not in map(_plain, own.names):
        return known
    return Places(
        start=(own.start,) if own.start else known.start,
        end=(own.end,) if own.end else known.end,
        zone=known.zone,
        name=(own.name,) if own.name else known.name,
        phone=(own.phone,) if own.phone else known.phone,
        service=(own.service,) if own.service else known.service,
        notes=known.notes,
    )


def _plain(tool: str) -> str:
    return re.sub(r"[\W_]+", "_", tool.casefold()).strip("_")
