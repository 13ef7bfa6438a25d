"""What becomes of a booking: cancelled, nobody came, added to the calendar. Each can be undone."""

from collections.abc import Callable
from typing import Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from callboard.audit.actor import Actor
from callboard.bookings import bookings, seen, wording
from callboard.bookings.models import Booking
from callboard.people.requests import actor_of
from callboard.portal.requests import PersonRequest
from callboard.portal.views.booking import back, find
from callboard.tenancy.audience import member_edits


class _Verb(Protocol):
    """False where it is too early."""

    def __call__(self, booking: Booking, *, by: Actor) -> bool | None: ...


def _mark(
    verb: _Verb, words: str | Promise, undo: str = ""
) -> Callable[[PersonRequest, str], HttpResponse]:
    """The view behind a button: does it, says so, and goes back to the booking. `undo` is the name
    of the address that takes it back.
    """

    @require_POST
    @member_edits("bookings.marks")
    def mark(request: PersonRequest, public_id: str) -> HttpResponse:
        booking = find(public_id)
        was_done = verb(booking, by=actor_of(request)) is not False
        seen.as_seen(booking, request.visibility)
        if not was_done:
            messages.error(request, _("It has not begun yet. Mark it when nobody came."))
            return back(booking)
        tags = f"undo:{reverse(undo, args=[public_id])}" if undo else ""
        told = str(words) % {"who": wording.who(booking)}
        messages.success(request, told, extra_tags=tags)
        return back(booking)

    return mark


cancellation = _mark(
    bookings.cancel,
    gettext_lazy("Cancelled here. %(who)s and your calendar are not told."),
    undo="portal:booking_reinstatement",
)
reinstatement = _mark(bookings.reinstate, gettext_lazy("The booking of %(who)s stands again."))
no_show = _mark(
    bookings.miss,
    gettext_lazy("%(who)s is marked as a no-show."),
    undo="portal:booking_no_show_end",
)
no_show_end = _mark(bookings.unmiss, gettext_lazy("%(who)s is no longer marked as a no-show."))
entry = _mark(
    bookings.enter,
    gettext_lazy("%(who)s is marked as added to your calendar."),
    undo="portal:booking_entry_end",
)
entry_end = _mark(bookings.unenter, gettext_lazy("%(who)s is not in your calendar yet."))
