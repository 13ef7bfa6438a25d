"""What a client's people did to their bookings: somebody did not come, one was called off, one was
made at the desk.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.bookings import bookings, diary
from callboard.bookings.bookings import BookingFacts
from callboard.demo.cast.business import Business
from callboard.demo.seed.moments import days_ago
from callboard.examples.callers import CALLERS


def keep(business: Business, client: Client, now: datetime) -> None:
    """For clients whose people are in their portal. Runs inside the agency's scope."""
    if business.access != "active":
        return
    by = Actor("member", business.contact.name)
    yesterday = days_ago(business, 1, now, time(17, 5))
    past = diary.past(client, yesterday)
    if (missed := past.first()) is not None:
        bookings.miss(missed, by=by, at=max(missed.starts_at, yesterday))
    calendared = diary.upcoming(client, now).filter(in_calendar=True)
    if (called_off := calendared.last()) is not None:
        bookings.cancel(called_off, by=by, at=yesterday)
    bookings.add(client, _at_the_desk(business, now), by=by, at=yesterday)


def _at_the_desk(business: Business, now: datetime) -> BookingFacts:
    """In the morning of the next workday."""
    day = now.astimezone(ZoneInfo(business.time_zone)).date() + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    starts = datetime.combine(day, time(11, 20), ZoneInfo(business.time_zone))
    caller = CALLERS[len(business.key)]
    return BookingFacts(
        starts_at=starts,
        ends_at=starts + timedelta(minutes=40),
        name=caller.name,
        phone=caller.number,
        service="Follow-up",
        notes="Asked at the front desk.",
        in_calendar=True,
    )
