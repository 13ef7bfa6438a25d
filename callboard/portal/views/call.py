"""One call of a client: its sound and its words."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.agencies import retention
from callboard.agencies.models import Agency
from callboard.bookings import seen, steps, wording
from callboard.bookings.models import Booking
from callboard.calls import listening, listing, reading, searched
from callboard.calls.chosen import chosen
from callboard.calls.models import Call, Feedback
from callboard.calls.neighbours import Neighbours, neighbours
from callboard.calls.place import Place
from callboard.calls.seen import as_seen
from callboard.calls.sheet import sheet
from callboard.calls.streaming import brings_sound, recording_response
from callboard.calls.wording import verdict
from callboard.people.models import Membership
from callboard.people.person import Person
from callboard.people.requests import actor_of
from callboard.people.sessions import person_of
from callboard.portal import list_place, unread
from callboard.portal.forms.feedback import FeedbackForm
from callboard.portal.requests import PersonRequest, client_of, zone_of
from callboard.tenancy import scope
from callboard.tenancy.audience import member_sees
from callboard.visibility import visibility

# Large or sealed, and on no page of a client.
_UNREAD = ("known", "cost", "analysis", "recording__sources")


@require_safe
@member_sees("calls")
def show(request: PersonRequest, public_id: str) -> HttpResponse:
    """`?t=14` is the second to begin at, for links that work without script. The rest of the query
    is that of the list it was opened from: its neighbours are those there, and what was searched is
    found in the transcript. Who opens the page has read the call.
    """
    call = find(request, public_id)
    reader = reader_of(request)
    if request.method == "GET" and reader and call.is_unread:  # type: ignore[attr-defined]
        reading.mark([call], reader, is_read=True)
    return page(request, call)


def page(
    request: PersonRequest, call: Call, *, form: FeedbackForm | None = None, status: int = 200
) -> HttpResponse:
    by, zone = request.visibility, client_of(request).time_zone
    place = list_place.opened_from(request.GET, by)
    as_seen(call, by)
    beside = _beside(request, call, place)
    booked = Booking.objects.shown_to_client().filter(call=call).order_by("starts_at", "id")
    if not by.sees("bookings"):
        booked = booked.none()
    context = {
        **_sheet(request, call, place),
        "place": place.query,
        "list_url": list_place.address_at(place, call),
        "beside": beside,
        "total": _total(request, beside, place),
        "kept_days": retention.days_of(request.person.client, request.agency),
        "verdict": verdict(call),
        "zone": zone_of(request),
        "judgement": Feedback.objects.filter(call=call, user=request.person.user).first(),
        "feedback_form": form or FeedbackForm(),
        "failed": form is not None,
        "call_url": "portal:call",
        "steps": steps.of(call, zone),
        "bookings": [
            wording.shown(seen.as_seen(one, by), zone, zone_of(request), timezone.now())
            for one in booked
        ],
        "for_agency": False,
    }
    return render(request, "portal/calls/show.html", context, status=status)


@require_safe
@member_sees("calls.recording")
def recording(request: PersonRequest, public_id: str) -> HttpResponseBase:
    call = find(request, public_id)
    if not hasattr(call, "recording"):
        raise Http404
    answer = recording_response(request, call.recording, partial(_still_hears, request, call))
    if brings_sound(request, answer):
        person = request.person
        listening.note(person.user, call, by=actor_of(request), membership=person.membership)
    return answer


def reader_of(request: PersonRequest) -> Membership | None:
    """None for staff who only look at the portal: they leave no trace in it."""
    return None if request.person.viewing else request.person.membership


def find(request: PersonRequest, public_id: str) -> Call:
    """With whether its reader has read it."""
    rows = Call.objects.shown_to_client().select_related(
        "agent", "transcript", "recording", "tool_uses", "flagged_by", "called_back_by"
    )
    if reader := reader_of(request):
        rows = reading.with_unread(rows, reader)
    found: Call | None = rows.defer(*_UNREAD).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _sheet(request: PersonRequest, call: Call, place: Place) -> dict[str, Any]:
    here = reverse("portal:call", args=[call.public_id])
    made = sheet(
        call,
        here=here,
        here_in_full=request.agency.url(here),
        recording_url=reverse("portal:recording", args=[call.public_id]),
        moment=request.GET.get("t", ""),
        place=place.query,
    )
    text = place.filters.text
    return made | {"find": searched.to_find(made["turns"], text) if text else ""}


def _beside(request: PersonRequest, call: Call, place: Place) -> Neighbours:
    rows = chosen(
        Call.objects.shown_to_client(),
        place.filters,
        client_of(request).time_zone,
        reader=request.person.membership,
        many_unread=unread.count(request) > reading.COUNTED,
    )
    return neighbours(rows, call, place.filters.text, request.visibility)


def _total(request: PersonRequest, beside: Neighbours, place: Place) -> int | None:
    """Of the calls in the list, where it is known and the call has a place among them."""
    if beside.place is None or not place.filters.counted_by_day:
        return None
    zone, now = client_of(request).time_zone, timezone.now()
    total = listing.numbers(place.filters, zone, now).total(place.filters)
    return total if total and total >= beside.place else None


def _still_hears(request: PersonRequest, call: Call) -> bool:
    """Asked in the middle of an answer, when its scope is closed: everything is read again."""
    with scope.agency(request.agency.pk):
        person = person_of(request)
        if not isinstance(person, Person) or person.client is None:
            return False
        agency = Agency.objects.get(pk=request.agency.pk)
        if not visibility.of(agency, person.client).sees("calls.recording"):
            return False
    with scope.client(request.agency.pk, person.client.pk):
        rows = Call.objects.shown_to_client().filter(pk=call.pk)
        return bool(rows.filter(recording__file=call.recording.file).exists())
