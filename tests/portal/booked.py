"""Bookings that were made in calls, seen at a fixed time."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from callboard.bookings.models import Booking
from callboard.tenancy import scope
from tests.bookings.told import a_booked_call, use
from tests.cast import Cast
from tests.portal.sounds import TURNS

# A Monday, 10 in the morning in New York.
NOW = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEW_YORK = ZoneInfo("America/New_York")


def booked(cast: Cast, starts_at: datetime, result: str = "Created.", **facts: Any) -> Booking:
    local = starts_at.astimezone(NEW_YORK).replace(tzinfo=None).isoformat()
    end = (starts_at + HOUR).astimezone(NEW_YORK).replace(tzinfo=None).isoformat()
    with scope.agency(cast.northwind.pk):
        told = use(result=result, startDateTime=local, endDateTime=end, summary="Cleaning")
        call = a_booked_call(cast.bright_smile, told, turns=TURNS, **facts)
        return Booking.objects.select_related("call").get(call=call)


def again(booking: Booking) -> Booking:
    with scope.agency(booking.agency_id):
        return Booking.objects.get(pk=booking.pk)


def path(booking: Booking, rest: str = "") -> str:
    return f"/bookings/{booking.public_id}/{rest}"
