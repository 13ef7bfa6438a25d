"""One booking as a calendar file (RFC 5545), under the agency's host and no other name."""

from datetime import UTC, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from callboard.agencies.models import Agency
from callboard.bookings.models import Booking
from callboard.bookings.wording import who
from callboard.calls.wording import EXAMPLE
from callboard.ui.phones import phone

# Where nobody said how long it takes: an entry without a length is a line too thin to be seen.
_USUAL = timedelta(minutes=30)


def calendar_file(booking: Booking, agency: Agency, url: str) -> bytes:
    """Times are in UTC, which every calendar shows by its own clock. Taken in again after a change,
    it replaces what it was (same UID, higher sequence).
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{agency.host}//{_('Bookings')}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{booking.public_id}@{agency.host}")
    event.add("sequence", int((booking.changed_at - booking.created_at).total_seconds()))
    event.add("dtstamp", booking.changed_at.astimezone(UTC))
    event.add("dtstart", booking.starts_at.astimezone(UTC))
    event.add("dtend", (booking.ends_at or booking.starts_at + _USUAL).astimezone(UTC))
    event.add("summary", _summary(booking))
    lines = [phone(booking.phone) if booking.phone else "", booking.notes]
    event.add("description", "\n".join(filter(None, lines)))
    event.add("url", url)
    event.add("status", "CANCELLED" if booking.cancelled_at else "CONFIRMED")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _summary(booking: Booking) -> str:
    words = ": ".join(filter(None, (who(booking), booking.service)))
    return f"{words} ({EXAMPLE})" if booking.is_example else words
