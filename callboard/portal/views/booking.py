"""One booking: its page, its file for a calendar, adding one by hand and changing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from callboard.bookings import bookings, seen, wording
from callboard.bookings.ics import calendar_file
from callboard.bookings.models import Booking, Status
from callboard.people.requests import actor_of
from callboard.portal.forms.booking import BookingForm
from callboard.portal.requests import PersonRequest, client_of, zone_of
from callboard.tenancy.audience import member_edits, member_sees
from callboard.ui.times import day_title
from callboard.ui.zones import local


@require_safe
@member_sees("bookings")
def show(request: PersonRequest, public_id: str) -> HttpResponse:
    now, client = timezone.now(), client_of(request)
    booking = seen.as_seen(find(public_id), request.visibility)
    zone, reader_zone = client.time_zone, zone_of(request)
    near, long = day_title(local(booking.starts_at, zone).date(), local(now, zone).date())
    context = {
        "booking": booking,
        "shown": wording.shown(booking, zone, reader_zone, now),
        "day": f"{near}, {long}" if long else near,
        "time": wording.in_both_zones(booking, zone, reader_zone),
        "to_enter": wording.to_enter(booking, zone, now)
        if booking.status is Status.NOT_IN_CALENDAR
        else "",
        "has_begun": booking.has_begun(now),
        "call_": booking.heard_in,
        "agent_name": booking.agent.name if booking.agent else "",
        "zone": zone,
    }
    return render(request, "portal/bookings/show.html", context)


@require_safe
@member_sees("bookings.export")
def calendar(request: PersonRequest, public_id: str) -> HttpResponse:
    booking = seen.as_seen(find(public_id), request.visibility)
    url = request.agency.url(reverse("portal:booking", args=[public_id]))
    content = calendar_file(booking, request.agency, url)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8; method=PUBLISH")
    response.headers["Content-Disposition"] = "attachment; filename=booking.ics"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@member_edits("bookings.by_hand")
def new(request: PersonRequest) -> HttpResponse:
    client = client_of(request)
    today = local(timezone.now(), client.time_zone).date()
    form = BookingForm(_sent(request), initial={"day": today}, time_zone=client.time_zone)
    if form.is_valid():
        booking = bookings.add(client, form.facts(), by=actor_of(request))
        messages.success(request, _("Added %(who)s.") % {"who": wording.who(booking)})
        return back(booking)
    return _form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@member_edits("bookings.by_hand")
def edit(request: PersonRequest, public_id: str) -> HttpResponse:
    booking, zone = find(public_id), client_of(request).time_zone
    form = BookingForm(
        _sent(request),
        initial=BookingForm.present(booking, zone),
        time_zone=zone,
        without=seen.hidden(booking, request.visibility),
    )
    if form.is_valid():
        bookings.change(booking, form.facts(), by=actor_of(request))
        messages.success(request, _("Saved."))
        return back(booking)
    return _form(request, form, seen.as_seen(booking, request.visibility))


def find(public_id: str) -> Booking:
    """In the open scope of a client; what is the agency's alone is not found."""
    rows = Booking.objects.shown_to_client().select_related("call", "agent")
    rows = rows.defer("call__known", "call__cost", "call__analysis")
    found: Booking | None = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def back(booking: Booking) -> HttpResponse:
    return HttpResponseRedirect(reverse("portal:booking", args=[booking.public_id]), status=303)


def _sent(request: PersonRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _form(request: PersonRequest, form: BookingForm, booking: Booking | None) -> HttpResponse:
    context = {"form": form, "booking": booking, "zone": client_of(request).time_zone}
    status = 422 if form.errors else 200
    return render(request, "portal/bookings/form.html", context, status=status)
