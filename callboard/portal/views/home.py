"""A client's home: one sentence, what needs somebody, four numbers, the latest, what is booked."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from callboard.agencies import forwarding
from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.bookings import diary, wording
from callboard.bookings.seen import all_as_seen as bookings_seen
from callboard.calls import reading
from callboard.calls.first_calls import with_first
from callboard.calls.models import Call
from callboard.calls.seen import all_as_seen, as_seen
from callboard.calls.sheet import drawn
from callboard.calls.wording import other_side, verdict
from callboard.examples import showing
from callboard.insights import in_words, numbers
from callboard.insights.period import LENGTHS, Period
from callboard.portal.requests import PersonRequest, client_of, zone_of
from callboard.portal.views import billing, who_else
from callboard.tenancy.audience import member

LATEST = 6
NEXT_BOOKINGS = 5
# Of those who wait for a call back, and of bookings to enter; the rest is a link to the list.
WAITING = 5
# On no line of this page.
_UNREAD = ("known", "cost", "analysis")


@require_safe
@member
def home(request: PersonRequest) -> HttpResponse:
    """`?days=` is 7, 30 or 90; anything else is 7."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, LENGTHS) else LENGTHS[0]
    now, sees = timezone.now(), request.visibility.sees
    context: dict[str, Any] = {
        "who_else": who_else.is_worth_asking(request),
        "zone": zone_of(request),
        "hear": None,
        **billing.overdue(request),
        "waiting": [],
        "to_enter": [],
        "upcoming": [],
    }
    if sees("calls"):
        context |= _of_calls(request, now, days)
    if sees("bookings"):
        context |= {"upcoming": _upcoming(request, now), **_to_enter(request, now)}
    return render(request, "portal/home.html", context)


def _of_calls(request: PersonRequest, now: datetime, days: int) -> dict[str, Any]:
    agents = list(Agent.objects.filter(stage=Stage.DEPLOYED).order_by("id"))
    by, latest = request.visibility, _latest(request)
    if showing.nobody_called_yet(latest):
        context = {"agents": agents, "forwarding": forwarding.of(request.agency)}
        hear = showing.to_hear() if latest and by.sees("calls.recording") else None
        if hear:
            context |= {
                "hear": as_seen(hear, by),
                "wave": drawn(hear),
                "other_side": other_side(hear),
            }
        return context
    found = numbers.compare(Period.until(now, client_of(request).time_zone, days))
    results, lengths = by.sees("calls.result"), by.sees("calls.length")
    booked = results and by.sees("bookings")
    waits = by.sees("calls.call_back")
    waiting = list(_calls().to_call_back().newest_first()[: WAITING + 1]) if waits else []
    return {
        "latest": [(call, verdict(call)) for call in all_as_seen(latest, by)],
        "sentence": in_words.sentence(_name_of(agents), found.now, days, bookings=booked),
        "numbers": in_words.tiles(found, days, bookings=booked, results=results, lengths=lengths),
        "period_links": [_period(one, days) for one in LENGTHS],
        "waiting": all_as_seen(waiting[:WAITING], by),
        "more_waiting": (more := len(waiting) > WAITING),
        "who_waits": in_words.waiting(min(len(waiting), WAITING), and_more=more),
    }


def _to_enter(request: PersonRequest, now: datetime) -> dict[str, Any]:
    client = client_of(request)
    found = list(diary.not_in_calendar(client, now)[: WAITING + 1])
    seen = bookings_seen(found[:WAITING], request.visibility)
    words = [(one, wording.to_enter(one, client.time_zone, now)) for one in seen]
    return {"to_enter": words, "more_to_enter": len(found) > WAITING}


def _calls() -> Any:
    return Call.objects.shown_to_client().select_related("agent").defer(*_UNREAD)


def _latest(request: PersonRequest) -> list[Call]:
    rows = with_first(_calls().without_spam().newest_first())
    reader = request.person.membership
    if reader is not None:
        rows = reading.with_unread(rows, reader)
    return list(rows[:LATEST])


def _upcoming(request: PersonRequest, now: datetime) -> list[wording.Shown]:
    client = client_of(request)
    rows = diary.upcoming(client, now).select_related("call")
    rows = rows.defer("call__known", "call__summary", "call__analysis")[:NEXT_BOOKINGS]
    seen = bookings_seen(rows, request.visibility)
    return [wording.shown(one, client.time_zone, zone_of(request), now) for one in seen]


def _period(length: int, chosen: int) -> dict[str, Any]:
    label = _("%(days)s days") % {"days": length}
    return {"label": label, "href": f"/home/?days={length}", "current": length == chosen}


def _name_of(agents: list[Agent]) -> str:
    names = {agent.name for agent in agents}
    return names.pop() if len(names) == 1 else _("Your assistant")
