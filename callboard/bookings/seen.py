"""Bookings as a client's people see them: what an agency hides of its calls is not told by the
bookings that were made in them. What a person typed in is theirs, and stays.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from callboard.bookings.models import Booking
from callboard.calls.seen import as_seen as call_as_seen
from callboard.visibility.visibility import Visibility

# What of a booking the caller said of themselves.
_TOLD = {"name": "calls.name", "phone": "calls.number"}


def hidden(booking: Booking, by: Visibility) -> list[str]:
    """The names of its columns that are not to be seen."""
    told = [name for name, item in _TOLD.items() if not by.sees_elsewhere(item)]
    return [name for name in told if name not in booking.by_hand]


def as_seen(booking: Booking, by: Visibility) -> Booking:
    """The booking itself, emptied of what is hidden, with its call as far as it was read along: to
    be shown, and never to be saved.
    """
    for name in hidden(booking, by):
        setattr(booking, name, "")
        booking.nameless = _("A caller")
    call = booking._state.fields_cache.get("call")
    if call is not None and not by.sees("calls"):
        booking.call = None
    elif call is not None:
        call_as_seen(call, by)
    return booking


def all_as_seen(bookings: Iterable[Booking], by: Visibility) -> list[Booking]:
    return [as_seen(booking, by) for booking in bookings]
