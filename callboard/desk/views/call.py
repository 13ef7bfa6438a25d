from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.agencies.models import Client
from callboard.billing.models import Waiver
from callboard.bookings import steps, wording
from callboard.bookings.models import Booking
from callboard.calls import listening, opening, place, searched, waivers
from callboard.calls.chosen import chosen
from callboard.calls.filters import Filters
from callboard.calls.models import Call, Feedback, Recording
from callboard.calls.neighbours import Neighbours, neighbours
from callboard.calls.place import Place
from callboard.calls.sheet import sheet
from callboard.calls.streaming import brings_sound, recording_response
from callboard.calls.wording import verdict
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

    `?t=14` is the second to begin at, for links that work without script. The rest of the query is
    that of the list it was opened from.
    """
    shown, opened_from = find.call(call_id), place.read(request.GET, for_agency=True)
    if request.method == "GET" and hasattr(shown, "transcript"):
        opening.note(request.person.user, shown, by=actor_of(request))
    zone = zone_of(request, shown.client.time_zone if shown.client else "")
    business_zone = shown.client.time_zone if shown.client else zone
    booked = Booking.objects.filter(call=shown).order_by("starts_at", "id")
    context = {
        **_sheet(request, shown, opened_from),
        "beside": _beside(request, shown, opened_from.filters),
        "call_url": "desk:call",
        "place": opened_from.query,
        "list_url": f"{reverse('desk:calls')}{opened_from.query}#call-{call_id}",
        "verdict": verdict(shown, for_agency=True),
        "judgements": list(Feedback.objects.filter(call=shown).select_related("user")),
        "listened": listening.of(shown),
        "for_agency": True,
        "steps": steps.of(shown, business_zone, for_agency=True),
        "bookings": [wording.shown(one, business_zone, zone, timezone.now()) for one in booked],
        "zone": zone,
        "waiver": _waiver(request, shown),
    }
    return render(request, "desk/calls/page.html", context)


def _waiver(request: StaffRequest, call: Call) -> Waiver | None:
    """For staff who may see money."""
    if call.client_id is None or not request.person.may("billing.view"):
        return None
    return waivers.of_call(call.pk, call.client_id)


def _sheet(request: StaffRequest, call: Call, opened_from: Place) -> dict[str, Any]:
    here = reverse("desk:call", args=[call.public_id])
    made = sheet(
        call,
        here=here,
        here_in_full=request.agency.url(here),
        recording_url=reverse("desk:recording", args=[call.public_id]),
        moment=request.GET.get("t", ""),
        place=opened_from.query,
    )
    text = opened_from.filters.text
    return made | {"find": searched.to_find(made["turns"], text) if text else ""}


def _beside(request: StaffRequest, call: Call, asked: Filters) -> Neighbours:
    client = Client.objects.filter(public_id=asked.client).first() if asked.client else None
    days_zone = client.time_zone if client else request.agency.time_zone
    return neighbours(chosen(Call.objects.all(), asked, days_zone), call, asked.text)


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
