"""Whether a call came to a booking: for its result, and its day's numbers."""

from callboard.bookings.models import Booking
from callboard.calls import daily, results
from callboard.calls.models import Call


def made_in(call: Call) -> bool:
    """That one reached the calendar. Cancelled later, it was still made in this call."""
    return bool(Booking.objects.filter(call=call, in_calendar=True).exists())


def tell(call: Call) -> None:
    """After somebody has changed a booking by hand. The call and its client are held."""
    made = made_in(call)
    if made == call.has_booking:
        return
    before = daily.share_of(call)
    call.has_booking = made
    results.settle(call)
    call.save(update_fields=["has_booking", "result", "urgent", "reason"])
    daily.move(before, daily.share_of(call))
