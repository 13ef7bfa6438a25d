from functools import partial

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.bookings import steps, wording
from callboard.bookings.models import Booking
from callboard.calls import listening, opening
from callboard.calls.models import Call, Feedback, Recording
from callboard.calls.neighbours import neighbours
from callboard.calls.sheet import sheet
from callboard.calls.streaming import brings_sound, recording_response
from callboard.desk import find
from callboard.desk.requests import StaffRequest, zone_of
from callboard.people import roles
from callboard.people.person import Person
from callboard.people.requests import actor_of
from callboard.people.sessions import person_of
from callboard.tenancy import scope
from callboard.tenancy.audience import staff


@require_safe
@staff("calls.view")
def call(request: StaffRequest, call_id: str) -> HttpResponse:
    """With what the agency alone may know: reason, cost, why there is no sound.

    `?t=14` is the second to begin at, for links that work without script."""
    shown = find.call(call_id)
    if request.method == "GET" and hasattr(shown, "transcript"):
        opening.note(request.person.user, shown, by=actor_of(request))
    zone = zone_of(request, shown.client.time_zone if shown.client else "")
    business_zone = shown.client.time_zone if shown.client else zone
    booked = Booking.objects.filter(call=shown).order_by("starts_at", "id")
    here = reverse("desk:call", args=[call_id])
    context = {
        **sheet(
            shown,
            here=here,
            here_in_full=request.build_absolute_uri(here),
            recording_url=reverse("desk:recording", args=[call_id]),
            moment=request.GET.get("t", ""),
        ),
        "find": request.GET.get("q", "")[:100],
        "beside": neighbours(Call.objects.all(), shown),
        "call_url": "desk:call",
        "place": "",
        "judgements": list(Feedback.objects.filter(call=shown).select_related("user")),
        "listened": listening.of(shown),
        "for_agency": True,
        "steps": steps.of(shown, business_zone, for_agency=True),
        "bookings": [wording.shown(one, business_zone, zone, timezone.now()) for one in booked],
        "zone": zone,
    }
    return render(request, "desk/calls/page.html", context)


@require_safe
@staff("calls.view")
def recording(request: StaffRequest, call_id: str) -> HttpResponseBase:
    shown = find.call(call_id)
    if not hasattr(shown, "recording"):
        raise Http404
    answer = recording_response(request, shown.recording, partial(_still_hears, request, shown))
    if brings_sound(request, answer):
        listening.note(request.person.user, shown, by=actor_of(request))
    return answer


def _still_hears(request: StaffRequest, call: Call) -> bool:
    """Asked in the middle of an answer, when its scope is closed: everything is read again."""
    with scope.agency(request.agency.pk):
        person = person_of(request)
        if not isinstance(person, Person) or not person.role:
            return False
        rows = Recording.objects.filter(call=call, file=call.recording.file)
        return roles.may(person.role, "calls.view") and rows.exists()
