"""A client's bookings as the agency sees them: the same lists, to look at."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.bookings import diary, wording
from callboard.bookings.diary import Tab
from callboard.desk import find
from callboard.desk.requests import StaffRequest, zone_of
from callboard.tenancy.audience import staff
from callboard.ui import keyset


@require_safe
@staff("calls.view")
def of_client(request: StaffRequest, client_id: str) -> HttpResponse:
    now, client = timezone.now(), find.client(request, client_id)
    zone, reader_zone = client.time_zone, zone_of(request, client.time_zone)
    here = diary.tab_named(request.GET.get("tab", "")) or Tab.UPCOMING
    listed = diary.page(here, client, now)
    page = keyset.page(
        listed.rows.select_related("call").defer("call__known", "call__summary", "call__analysis"),
        listed.ordered,
        before=request.GET.get("before", ""),
        after=request.GET.get("after", ""),
    )
    address = reverse("desk:client_bookings", args=[client_id])
    context = {
        "client": client,
        "tab": here,
        "tabs_": wording.tabs(here, diary.counts(client, now), address),
        "page": page,
        "days": wording.by_day(page.rows, zone, reader_zone, now),
        "zone": zone,
    }
    return render(request, "desk/bookings/list.html", context)
