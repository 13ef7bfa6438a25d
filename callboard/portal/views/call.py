"""One call of a client: its sound and its words."""

from functools import partial

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.bookings import steps, wording
from callboard.bookings.models import Booking
from callboard.calls import listening
from callboard.calls.models import Call
from callboard.calls.streaming import brings_sound, recording_response
from callboard.calls.wording import verdict
from callboard.people.person import Person
from callboard.people.requests import actor_of
from callboard.people.sessions import person_of
from callboard.portal.requests import PersonRequest, client_of, zone_of
from callboard.tenancy import scope
from callboard.tenancy.audience import member

# Large or sealed, and on no page of a client.
_UNREAD = ("known", "cost", "recording__sources")


@require_safe
@member
def show(request: PersonRequest, public_id: str) -> HttpResponse:
    """`?t=14` is the second to begin at, for links that work without script."""
    call, zone = _call(public_id, "tool_uses"), client_of(request).time_zone
    booked = Booking.objects.shown_to_client().filter(call=call).order_by("starts_at", "id")
    moment = request.GET.get("t", "")
    start = f"#t={moment}" if moment.isdecimal() and len(moment) < 6 else ""
    here = reverse("portal:call", args=[public_id])
    context = {
        "call_": call,
        "verdict": verdict(call),
        "zone": zone_of(request),
        "here": here,
        "recording_": getattr(call, "recording", None),
        "recording_url": reverse("portal:recording", args=[public_id]) + start,
        "turns": call.transcript.turns if hasattr(call, "transcript") else [],
        "steps": steps.of(call, zone),
        "bookings": [wording.shown(one, zone, zone_of(request), timezone.now()) for one in booked],
        "for_agency": False,
    }
    return render(request, "portal/calls/show.html", context)


@require_safe
@member
def recording(request: PersonRequest, public_id: str) -> HttpResponseBase:
    call = _call(public_id)
    if not hasattr(call, "recording"):
        raise Http404
    answer = recording_response(request, call.recording, partial(_still_hears, request, call))
    if brings_sound(request, answer):
        person = request.person
        listening.note(person.user, call, by=actor_of(request), membership=person.membership)
    return answer


def _still_hears(request: PersonRequest, call: Call) -> bool:
    """Asked in the middle of an answer, when its scope is closed: everything is read again."""
    with scope.agency(request.agency.pk):
        person = person_of(request)
        if not isinstance(person, Person) or person.client is None:
            return False
    with scope.client(request.agency.pk, person.client.pk):
        rows = Call.objects.shown_to_client().filter(pk=call.pk)
        return bool(rows.filter(recording__file=call.recording.file).exists())


def _call(public_id: str, *more: str) -> Call:
    """With `more` of its relations."""
    rows = Call.objects.shown_to_client()
    rows = rows.select_related("agent", "transcript", "recording", *more)
    found: Call | None = rows.defer(*_UNREAD).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
