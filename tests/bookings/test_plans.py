"""How the databases find a page of bookings: by an index made for it, and without sorting."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from callboard.bookings import diary
from callboard.bookings.diary import Tab
from callboard.bookings.models import Booking
from callboard.tenancy import scope
from callboard.ui import keyset
from tests.bookings.told import a_booked_call
from tests.cast import Cast

NOW = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
INDEXES = {
    Tab.UPCOMING: "bookings_booking_standing",
    Tab.PAST: "bookings_booking_standing",
    Tab.CANCELLED: "bookings_booking_cancelled",
    Tab.NOT_IN_CALENDAR: "bookings_booking_unentered",
}


@pytest.mark.parametrize("tab", Tab)
def test_each_list_has_its_index(cast: Cast, tab: Tab) -> None:
    with scope.client(cast.northwind.pk, cast.bright_smile.pk):
        a_booked_call(cast.bright_smile)
        place = Booking.objects.get()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL enable_seqscan = off")
                cursor.execute("SET LOCAL enable_bitmapscan = off")
        listed = diary.page(tab, cast.bright_smile, NOW)
        first = listed.rows.order_by(*listed.ordered)[:51]
        later = keyset._beyond(listed.rows, listed.ordered, (NOW, place.pk), False)[:51]
        counted = listed.rows.order_by()[:100]
        for rows in (first, later, counted):
            plan = rows.explain().upper()
            assert INDEXES[tab].upper() in plan, plan
            assert "TEMP B-TREE" not in plan, plan
            assert "SORT" not in plan, plan
