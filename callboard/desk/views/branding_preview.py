"""How a colour would look before it is saved: a page of the portal, and the mail."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.agencies.brand import css as brand_css
from callboard.agencies.brand.colour import tokens
from callboard.agencies.brand.notes import contrast_notes
from callboard.agencies.brand.shade import normalised
from callboard.agencies.models import Client
from callboard.desk.requests import StaffRequest
from callboard.mail import compose
from callboard.people.messages import invitation_message
from callboard.people.models import Invitation
from callboard.tenancy.audience import staff

FRAMED = {"default-src": ["'self'"], "frame-ancestors": ["'self'"]}
MAIL = {
    "default-src": ["'none'"],
    "img-src": ["'self'"],
    "style-src": ["'unsafe-inline'"],
    "frame-ancestors": ["'self'"],
    "sandbox": True,
}


def chosen_colour(request: StaffRequest, text: str) -> str:
    """The colour that was typed, or the present one while it cannot be read."""
    try:
        return normalised(text)
    except ValueError:
        present: str = request.agency.brand.colour
        return present


def _asked(request: StaffRequest) -> str:
    return chosen_colour(request, request.GET.get("colour", ""))


@require_safe
@staff("branding.edit")
def panel(request: StaffRequest) -> HttpResponse:
    """The frames and what there is to say about the colour; swapped in while it is typed."""
    colour = _asked(request)
    context = {"colour": colour, "notes": contrast_notes(colour)}
    return render(request, "desk/branding/preview.html", context)


@require_safe
@csp_replace(FRAMED)
@staff("branding.edit")
def page(request: HttpRequest) -> HttpResponse:
    colour = _asked(cast(StaffRequest, request))
    return render(request, "desk/branding/page.html", {"colour": colour})


@require_safe
@staff("branding.edit")
def css(request: StaffRequest) -> HttpResponse:
    sheet = brand_css.stylesheet(tokens(_asked(request)))
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


@require_safe
@csp_replace(MAIL)
@staff("branding.edit")
def mail(asked: HttpRequest) -> HttpResponse:
    """The invitation to a client that does not exist; its link opens nothing."""
    request = cast(StaffRequest, asked)
    agency = request.agency
    sample = Client(
        agency=agency,
        name="Bright Smile Dental",
        contact_name="Maya Chen",
        time_zone=agency.time_zone,
    )
    until = timezone.now() + timedelta(days=agency.invitation_days)
    offered = Invitation(
        client=sample,
        invited_by=request.person.user,
        expires_at=until,
    )
    message = invitation_message(offered, link=agency.url("/invitation/"))
    shown = replace(message, brand=replace(message.brand, colours=tokens(_asked(request)).mail))
    return HttpResponse(compose.html_of(shown))
