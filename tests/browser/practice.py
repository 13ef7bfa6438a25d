"""Bright Smile's portal in use: calls of every outcome, bookings of every kind, and who looks."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from callboard.agencies.models import Agency
from callboard.bookings import bookings
from callboard.bookings.models import Booking
from callboard.calls import call_backs, daily, flags
from callboard.calls.models import Call
from callboard.calls.search.reindex import reindex
from callboard.calls.vocabulary import Result
from callboard.people.models import User
from callboard.tenancy import scope
from tests.bookings.told import a_booked_call, use
from tests.browser.test_portal import seconds_of_sound
from tests.cast import ANA, Cast, agent, assemble, browser
from tests.portal.sounds import a_call, a_recording, robin

LONG = "Maximiliane von Hohenstein-Wittgenstein-Schwarzenberg of the Riverside Dental Laboratory"
_SAID = (
    ("agent", "Bright Smile Dental, this is Robin."),
    ("user", "I chipped a tooth on Friday, an upper one."),
    ("agent", "Dr. Lee has 2:40 this afternoon."),
)
LINES = [
    {"role": role, "text": text, "start_ms": n * 1500, "end_ms": n * 1500 + 900}
    for n, (role, text) in enumerate(_SAID * 8)
]

Somewhere = tuple[str, Cast]


def at_localhost(live_server: Any, cast: Cast) -> str:
    """Northwind's host is the live server's; its base address."""
    Agency.objects.filter(pk=cast.northwind.pk).update(host="localhost")
    cast.northwind.refresh_from_db()
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def practice(record_can_be_emptied, data_dir, live_server, settings) -> Somewhere:
    settings.CSRF_TRUSTED_ORIGINS = []
    cast = assemble()
    base = at_localhost(live_server, cast)
    with scope.agency(cast.northwind.pk):
        of = cast.bright_smile
        agent(of, robin(of).connection, "Wren")
        tooth = use(startDateTime="2099-12-01T14:40:00", summary="Check-up")
        dana = a_booked_call(of, tooth, turns=LINES, duration_ms=40_000)
        Call.objects.filter(pk=dana.pk).update(urgent=True)
        a_recording(dana, seconds_of_sound(40))
        for number, result in enumerate(Result):
            a_call(of, caller_name=f"Caller {number}", result=result, turns=LINES[:2])
        a_call(of, caller_name=LONG, summary="No. " + "A long story about an upper tooth. " * 12)
        a_call(of, caller_name="", summary="", spoken=False, duration_ms=None, from_number="")
        a_call(of, caller_name="Example", is_example=True, turns=LINES[:2])
        flags.flag(Call.objects.get(caller_name="Caller 1"), cast.maya, by=ANA)
        call_backs.done(a_call(of, caller_name="Served", result="call_back"), cast.maya, by=ANA)
        refused = use(startDateTime="2099-12-01T16:00:00", summary=LONG, result="Error")
        a_booked_call(of, refused, caller_name="Lee Wong", turns=LINES[:2])
        a_booked_call(of, use(startDateTime="2020-12-01T16:00:00"), caller_name="Past Pat")
        a_booked_call(of, use(startDateTime="2099-12-02T16:00:00"), caller_name="Cancelled Cay")
        bookings.cancel(Booking.objects.get(call__caller_name="Cancelled Cay"), by=ANA)
        daily.rebuild(of)
        list(reindex())
    return base, cast


def enter(context: BrowserContext, base: str, agency: Agency, user: User) -> Page:
    """Signed in by the real form, of which this browser has the cookie."""
    for cookie in browser(agency, user).cookies.values():
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": base}])
    return context.new_page()
