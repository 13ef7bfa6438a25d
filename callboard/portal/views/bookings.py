"""A client's bookings: the four lists, the sheet of one day, and the file of a list."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.audit.record import record
from callboard.bookings import diary, seen, table, wording
from callboard.bookings.diary import Tab
from callboard.people.requests import actor_of
from callboard.portal.requests import PersonRequest, client_of, zone_of
from callboard.tenancy import scope
from callboard.tenancy.audience import member_sees
from callboard.ui import csv_lines, keyset
from callboard.ui.times import day_title
from callboard.ui.zones import local


@require_safe
@member_sees("bookings")
def index(request: PersonRequest) -> HttpResponse:
    """`?tab=past`, by the business's days; `?before=` and `?after=` are ids at a page's ends."""
    now, client = timezone.now(), client_of(request)
    here = diary.tab_named(request.GET.get("tab", "")) or Tab.UPCOMING
    listed = diary.page(here, client, now)
    page = keyset.page(
        listed.rows.select_related("call").defer("call__known", "call__summary", "call__analysis"),
        listed.ordered,
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    counts = diary.counts(client, now)
    context = {
        "tab": here,
        "tabs_": wording.tabs(here, counts, reverse("portal:bookings")),
        "page": page,
        "days": wording.by_day(
            seen.all_as_seen(page.rows, request.visibility), client.time_zone, zone_of(request), now
        ),
        "zone": client.time_zone,
        "agent": None if any(counts.values()) else _first_agent(),
        "none_at_all": not any(counts.values()),
    }
    return render(request, "portal/bookings/index.html", context)


@require_safe
@member_sees("bookings")
def day_sheet(request: PersonRequest) -> HttpResponse:
    """To be printed and laid beside the door; `?day=2027-03-14`, else the business's today."""
    now, client = timezone.now(), client_of(request)
    today = local(now, client.time_zone).date()
    day = _day(request.GET.get("day", ""), today)
    rows = diary.of_day(client, day).select_related("call")
    booked = seen.all_as_seen(rows, request.visibility)
    shown = [wording.shown(one, client.time_zone, zone_of(request), now) for one in booked]
    near, long = day_title(day, today)
    context = {
        "near": near,
        "long": long or near,
        "day": day,
        "is_today": day == today,
        "earlier": day - timedelta(days=1),
        "later": day + timedelta(days=1),
        "bookings": shown,
        "zone": client.time_zone,
    }
    return render(request, "portal/bookings/day.html", context)


@require_POST
@member_sees("bookings.export")
def export(request: PersonRequest) -> HttpResponseBase:
    """All of one list, in the business's time."""
    now, client, by = timezone.now(), client_of(request), request.visibility
    here = diary.tab_named(request.POST.get("list", ""))
    if here is None:
        raise Http404
    record(
        "booking.exported",
        agency_id=client.agency_id,
        client_id=client.pk,
        by=actor_of(request),
        after={"list": here.value},
    )

    def lines() -> Iterator[str]:
        with scope.client(client.agency_id, client.pk):
            listed = diary.page(here, client, now)
            rows = listed.rows.select_related("call").order_by(*listed.ordered)
            yield csv_lines.BOM
            read = (seen.as_seen(one, by) for one in rows.iterator(chunk_size=500))
            yield from csv_lines.lines(table.rows(read, client))

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="bookings-{here.value}.csv"'
    return response


def _first_agent() -> Agent | None:
    return Agent.objects.filter(stage=Stage.DEPLOYED).order_by("id").first()


def _day(text: str, today: date) -> date:
    """Within this century, where neighbours exist."""
    if not text:
        return today
    try:
        day = date.fromisoformat(text[:10]) if len(text) == 10 else None
    except ValueError:
        day = None
    if day is None or not 2000 <= day.year < 2100:
        raise Http404
    return day
