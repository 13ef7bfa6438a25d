"""A client's calls: the list."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.calls.best import best_call
from callboard.calls.models import Call
from callboard.calls.wording import verdict
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


def _to_begin_with(request: PersonRequest) -> Call | None:
    """For somebody who has heard no call here yet."""
    membership = request.person.membership
    if membership is None or membership.first_heard_at is not None:
        return None
    return best_call()


def _first_agent() -> Agent | None:
    return Agent.objects.filter(stage=Stage.DEPLOYED).order_by("id").first()
