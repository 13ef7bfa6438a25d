"""A client's calls: the list."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.agencies import forwarding
from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.calls import filters, listing, searched
from callboard.calls.best import best_call
from callboard.calls.filters import Filters
from callboard.calls.listing import Numbers
from callboard.calls.models import Call
from callboard.calls.offered import Offered, offered
from callboard.calls.place import Place
from callboard.calls.searched import Hit
from callboard.calls.seen import as_seen
from callboard.calls.sheet import drawn
from callboard.calls.vocabulary import Result
from callboard.calls.wording import other_side, result_name, verdict
from callboard.examples import showing
from callboard.portal import list_place, unread
from callboard.portal.requests import PersonRequest, client_of, zone_of
from callboard.portal.views import who_else
from callboard.tenancy.audience import member_sees
from callboard.ui.keyset import Page

AT_MOST_NEW = 99
# A call may be a moment older than its coming into the list: it came in before it was stored.
_MARGIN = timedelta(seconds=30)


@require_safe
@member_sees("calls")
def index(request: PersonRequest) -> HttpResponse:
    """What cannot be read of the address is told at its place, and left out."""
    read = filters.read(request.GET, by=request.visibility)
    client, reader = client_of(request), request.person.membership
    now = timezone.now()
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    numbers = listing.numbers(read.filters, client.time_zone, now)
    page = listing.page(
        Call.objects.shown_to_client(),
        read.filters,
        client.time_zone,
        before=before,
        after=after,
        reader=reader,
        unread=unread.count(request),
        for_people=True,
        by=request.visibility,
    )
    choices = offered(client.pk, reader, request.visibility)
    begins = not (read.filters or read.faults or before or after)
    first = _to_begin_with(request) if begins and page.rows else None
    tells = request.visibility.sees("calls.result")
    has_spam = bool(numbers.spam) or showing.spam_too()
    context = {
        "rows": [(call, verdict(call)) for call in page.rows],
        "hits": _hits(request, page, read.filters.text),
        "page": page,
        "filters": read.filters,
        "faults": read.faults,
        "here": reverse("portal:calls"),
        "offered": choices,
        "results": _results(read.filters, numbers, choices) if tells else [],
        "spam": numbers.spam if tells else 0,
        "has_spam": tells and has_spam,
        # Examples are shown, and count nowhere.
        "total": None
        if any(call.is_example for call in page.rows)
        else numbers.total(read.filters),
        "place": _place(read.filters, page, before, after).query,
        **list_place.neighbours(read.filters, page),
        "newer_url": _newer_url(read.filters, page.rows, now),
        "forwarding": forwarding.of(request.agency),
        "agent": _first_agent() if begins and not page.rows and not has_spam else None,
        "first": first,
        "wave": drawn(first) if first else None,
        "other_side": other_side(first) if first else "",
        "who_else": begins and who_else.is_worth_asking(request),
        "begins": begins,
        "is_searched": filters.is_searched(request.visibility),
        "zone": zone_of(request),
        "days_zone": client.time_zone,
        "since": int(now.timestamp()),
    }
    return _answer(request, context, 422 if read.faults else 200)


def _hits(request: PersonRequest, page: Page, text: str) -> dict[int, Hit]:  # type: ignore[type-arg]
    return searched.hits(page.rows, text, request.visibility) if text else {}


def _place(asked: Filters, page: Page, before: str, after: str) -> Place:  # type: ignore[type-arg]
    """The first page is the first page, whatever the address says it lies before."""
    if not page.before:
        return Place(asked)
    return Place(asked, before, "" if before else after)


def _answer(request: PersonRequest, context: dict[str, Any], status: int) -> HttpResponse:
    partly = bool(request.htmx) and request.htmx.target == "results"
    template = "portal/calls/_results.html" if partly else "portal/calls/index.html"
    answer = render(request, template, context, status=status)
    answer.headers["Vary"] = "HX-Request, HX-Target"
    if partly and status == 200 and "before" not in request.GET and "after" not in request.GET:
        # Without the empty fields of a form.
        answer.headers["HX-Push-Url"] = context["here"] + context["filters"].query()
    return answer


def _newer_url(asked: Filters, shown: Sequence[Call], now: datetime) -> str:
    """Where the page asks whether calls came since."""
    since = now - _MARGIN
    seen = [("seen", call.public_id) for call in shown if call.created_at >= since]
    query = urlencode([*asked.pairs(), ("since", int(since.timestamp())), *seen])
    return f"{reverse('portal:new_calls')}?{query}"


def _results(
    asked: Filters, numbers: Numbers, choices: Offered
) -> list[tuple[Result, str, int | None]]:
    """The outcomes to choose from: those there are, and how many, and those that are chosen."""
    name = choices.lines[0].name if len(choices.lines) == 1 else ""
    return [
        (result, result_name(result, name), numbers.by_result.get(result))
        for result in Result
        if numbers.by_result.get(result) or result in asked.results
    ]


def _to_begin_with(request: PersonRequest) -> Call | None:
    """For somebody who has heard no call here yet."""
    membership = request.person.membership
    if membership is None or membership.first_heard_at is not None:
        return None
    call = best_call() if request.visibility.sees("calls.recording") else None
    return call and as_seen(call, request.visibility)


def _first_agent() -> Agent | None:
    return Agent.objects.filter(stage=Stage.DEPLOYED).order_by("id").first()
