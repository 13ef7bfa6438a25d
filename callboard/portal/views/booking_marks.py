"""What becomes of a booking: cancelled, nobody came, added to the calendar. Each can be undone."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.bookings import bookings, wording
from callboard.bookings.models import Booking
from callboard.people.requests import actor_of
from callboard.portal.requests import PersonRequest
from callboard.portal.views.booking import back, find
from callboard.tenancy.audience import member


@require_POST
@member
def cancellation(request: PersonRequest, public_id: str) -> HttpResponse:
    booking = find(public_id)
    bookings.cancel(booking, by=actor_of(request))
    words = _("Cancelled here. %(who)s and your calendar are not told.")
    return _done(request, booking, words, undo="portal:booking_reinstatement")


@require_POST
@member
def reinstatement(request: PersonRequest, public_id: str) -> HttpResponse:
    booking = find(public_id)
    bookings.reinstate(booking, by=actor_of(request))
    return _done(request, booking, _("The booking of %(who)s stands again."))


@require_POST
@member
def no_show(request: PersonRequest, public_id: str) -> HttpResponse:
    booking = find(public_id)
    if not bookings.miss(booking, by=actor_of(request)):
        messages.error(request, _("It has not begun yet. Mark it when nobody came."))
        return back(booking)
    words = _("%(who)s is marked as a no-show.")
    return _done(request, booking, words, undo="portal:booking_no_show_end")


@require_POST
@member
def no_show_end(request: PersonRequest, public_id: str) -> HttpResponse:
    booking = find(public_id)
    bookings.unmiss(booking, by=actor_of(request))
    return _done(request, booking, _("%(who)s is no longer marked as a no-show."))


@require_POST
@member
def entry(request: PersonRequest, public_id: str) -> HttpResponse:
    booking = find(public_id)
    bookings.enter(booking, by=actor_of(request))
    words = _("%(who)s is marked as added to your calendar.")
    return _done(request, booking, words, undo="portal:booking_entry_end")


@require_POST
@member
def entry_end(request: PersonRequest, public_id: str) -> HttpResponse:
    booking = find(public_id)
    bookings.unenter(booking, by=actor_of(request))
    return _done(request, booking, _("%(who)s is not in your calendar yet."))


def _done(request: PersonRequest, booking: Booking, words: str, undo: str = "") -> HttpResponse:
    tags = f"undo:{reverse(undo, args=[booking.public_id])}" if undo else ""
    messages.success(request, words % {"who": wording.who(booking)}, extra_tags=tags)
    return back(booking)
