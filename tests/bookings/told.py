"""Tools as they are kept of a call, and calls in which they were used."""

from typing import Any

from callboard.agencies.models import Client
from callboard.bookings import settling
from callboard.calls import results, tool_uses
from callboard.calls.models import Call
from callboard.calls.tool_uses import KeptUse
from tests.portal.sounds import a_call

BOOK, CHECK = "google.calendar.event.create", "google.calendar.availability.check"
TUESDAY = "2026-12-01T14:40:00"  # in New York, no zone told: 19:40 UTC


def use(
    number: int = 1,
    tool: str = BOOK,
    /,
    *,
    result: str | None = "The event was created.",
    ok: bool | None = None,
    **arguments: Any,
) -> KeptUse:
    given = arguments or {"startDateTime": TUESDAY, "summary": "Cleaning"}
    return KeptUse(f"use-{number}", tool, given, result, ok, 14_200, 2)


def told(call: Call, *uses: KeptUse) -> Call:
    """As a merge does it."""
    if uses:
        call.known[tool_uses.FACT] = []
        tool_uses.keep(call, uses)
    settling.settle(call)
    results.settle(call)
    call.save()
    return call


def a_booked_call(of: Client, *uses: KeptUse, **facts: Any) -> Call:
    return told(a_call(of, **facts), *(uses or (use(),)))
