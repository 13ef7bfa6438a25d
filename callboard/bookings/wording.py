"""A booking in words, for both sides: when it is, what has become of it, where it comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.bookings.diary import COUNTED, Tab
from callboard.bookings.models import Booking, Source, Status
from callboard.ui.phones import phone
from callboard.ui.times import clock_time, day_title, soon, when
from callboard.ui.zones import city, local

TABS = {
    Tab.UPCOMING: gettext_lazy("Upcoming"),
    Tab.PAST: gettext_lazy("Past"),
    Tab.CANCELLED: gettext_lazy("Cancelled"),
    Tab.NOT_IN_CALENDAR: gettext_lazy("Not in the Calendar"),
}
TONES = {
    Status.CONFIRMED: "green",
    Status.NOT_IN_CALENDAR: "amber",
    Status.NO_SHOW: "gray",
    Status.CANCELLED: "gray",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """`time` is the business's, `theirs` the reader's where that is another one. `origin` says
    where it comes from, `moment` is the query and fragment that lead to the moment in its call.
    """

    booking: Booking
    who: str
    day: str
    time: str
    theirs: str
    status: str
    tone: str
    origin: str
    moment: str


@dataclass(frozen=True, slots=True)
class Day:
    title: str
    date: str
    bookings: list[Shown]


def tabs(here: Tab, counts: Mapping[Tab, int], address: str) -> list[dict[str, Any]]:
    """For the component of that name."""
    return [
        {
            "label": name,
            "href": address if tab is Tab.UPCOMING else f"{address}?tab={tab}",
            "count": f"{COUNTED}+" if counts[tab] > COUNTED else counts[tab] or None,
            "current": tab is here,
        }
        for tab, name in TABS.items()
    ]


def by_day(bookings: Iterable[Booking], zone: str, reader_zone: str, now: datetime) -> list[Day]:
    """Neighbours of one day of the business together, in the order they come in."""

    def day_of(booking: Booking) -> date:
        return local(booking.starts_at, zone).date()

    today = local(now, zone).date()
    return [
        Day(*day_title(day, today), [shown(one, zone, reader_zone, now) for one in there])
        for day, there in groupby(bookings, day_of)
    ]


def shown(booking: Booking, zone: str, reader_zone: str, now: datetime) -> Shown:
    status = booking.status
    words = str(status.label)
    if status is Status.CONFIRMED and booking.in_calendar is None:
        words = _("Not confirmed by the calendar")
    tone = TONES[status] if booking.in_calendar is not None else "gray"
    return Shown(
        booking=booking,
        who=who(booking),
        day=day_title(local(booking.starts_at, zone).date(), local(now, zone).date())[0],
        time=time_range(booking, zone),
        theirs=reader_time(booking, zone, reader_zone),
        status=words,
        tone=tone,
        origin=_origin(booking, zone, now),
        moment=_moment(booking),
    )


def who(booking: Booking) -> str:
    return booking.name or (phone(booking.phone) if booking.phone else str(booking.nameless))


def time_range(booking: Booking, zone: str) -> str:
    """ "2:40 PM – 3:20 PM", or the start alone."""
    start = clock_time(booking.starts_at, zone)
    return start if booking.ends_at is None else f"{start} – {clock_time(booking.ends_at, zone)}"


def reader_time(booking: Booking, zone: str, reader_zone: str) -> str:
    """ "11:40 AM", with the weekday where it is another day; "" where the clocks agree."""
    here, there = local(booking.starts_at, zone), local(booking.starts_at, reader_zone)
    if here.utcoffset() == there.utcoffset():
        return ""
    if here.date() == there.date():
        return clock_time(there, reader_zone)
    return soon(there, reader_zone, booking.starts_at)


def in_both_zones(booking: Booking, zone: str, reader_zone: str) -> str:
    """ "2:40 PM New York (11:40 AM your time)", or the time alone where the clocks agree."""
    theirs = reader_time(booking, zone, reader_zone)
    if not theirs:
        return time_range(booking, zone)
    return _("%(time)s %(city)s (%(theirs)s your time)") % {
        "time": time_range(booking, zone),
        "city": city(zone),
        "theirs": theirs,
    }


def to_enter(booking: Booking, zone: str, now: datetime) -> str:
    """What somebody has to do about one that no calendar took."""
    return _("Not in your calendar yet. Please add it: %(who)s, %(when)s") % {
        "who": who(booking),
        "when": soon(booking.starts_at, zone, now),
    }


def _origin(booking: Booking, zone: str, now: datetime) -> str:
    call = booking.heard_in
    if call is not None:
        same_day = local(call.started_at, zone).date() == local(now, zone).date()
        at = clock_time(call.started_at, zone) if same_day else when(call.started_at, zone, now)
        return _("From call %(when)s") % {"when": at}
    if booking.source == Source.HAND and booking.added_by:
        return _("Added by %(name)s") % {"name": booking.added_by}
    return ""


def _moment(booking: Booking) -> str:
    if booking.at_ms is None:
        return f"#turn-{booking.at_turn}" if booking.at_turn else ""
    return f"?t={booking.at_ms // 1000}#turn-{booking.at_turn or 1}"
