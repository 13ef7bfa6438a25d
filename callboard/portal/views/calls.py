"""A client's calls: the list, and one call with its sound and its words."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.calls import listening
from callboard.calls.best import best_call
from callboard.calls.models import Call
from callboard.calls.streaming import brings_sound, recording_response
from callboard.calls.wording import verdict
from callboard.people.requests import actor_of
from callboard.portal.requests import PersonRequest, zone_of
from callboard.portal.views import who_else
from callboard.tenancy.audience import member

PAGE = 50
# Large or sealed, and on no page of a client.
_UNREAD = ("known", "cost", "recording__sources")


@require_safe
@member
def index(request: PersonRequest) -> HttpResponse:
    """Newest first; `?before=` is the id of the last call of the page before."""
    rows = Call.objects.shown_to_client().select_related("agent", "recording").newest_first()
    rows = rows.defer(*_UNREAD)
    before = request.GET.get("before", "")
    if before:
        last = Call.objects.shown_to_client().filter(public_id=before).first()
        if last is None:
            raise Http404
        rows = rows.before(last.started_at, last.pk)
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    context = {
        "calls": [(call, verdict(call)) for call in shown],
        "older": f"/calls/?before={shown[-1].public_id}" if len(found) > PAGE else None,
        "newest": "/calls/" if before else None,
        "agent": None if shown or before else _first_agent(),
        "first": _to_begin_with(request) if shown and not before else None,
        "who_else": not before and who_else.is_worth_asking(request),
        "zone": zone_of(request),
    }
    return render(request, "portal/calls/index.html", context)


@require_safe
@member
def show(request: PersonRequest, public_id: str) -> HttpResponse:
    """`?t=14` is the second to begin at, for links that work without script."""
    call = _call(public_id)
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
        "for_agency": False,
    }
    return render(request, "portal/calls/show.html", context)


@require_safe
@member
def recording(request: PersonRequest, public_id: str) -> HttpResponseBase:
    call = _call(public_id)
    if not hasattr(call, "recording"):
        raise Http404
    answer = recording_response(request, call.recording)
    if brings_sound(request, answer):
        person = request.person
        listening.note(person.user, call, by=actor_of(request), membership=person.membership)
    return answer


def _to_begin_with(request: PersonRequest) -> Call | None:
    """For somebody who has heard no call here yet."""
    membership = request.person.membership
    if membership is None or membership.first_heard_at is not None:
        return None
    return best_call()


def _call(public_id: str) -> Call:
    rows = Call.objects.shown_to_client().select_related("agent", "transcript", "recording")
    found: Call | None = rows.defer(*_UNREAD).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _first_agent() -> Agent | None:
    return Agent.objects.filter(stage=Stage.DEPLOYED).order_by("id").first()
