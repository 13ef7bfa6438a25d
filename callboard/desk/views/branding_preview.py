"""How name and colour would look before they are saved: a page of the portal, and the mail."""

from dataclasses import replace
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.agencies.brand import css as brand_css
from callboard.agencies.brand.colour import tokens
from callboard.agencies.brand.notes import contrast_notes
from callboard.agencies.models import Client
from callboard.desk.branding_sample import calls
from callboard.desk.requests import StaffRequest
from callboard.desk.shown_brand import ShownBrand
from callboard.mail import compose
from callboard.mail.characters import mailable
from callboard.people.mails.invitation import invitation_message
from callboard.people.models import Invitation
from callboard.tenancy.audience import staff

# Of these answers alone: framed by our own page, no script, nothing from elsewhere.
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; frame-ancestors 'self'"
)
MAIL_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; "
    "frame-ancestors 'self'; sandbox"
)


def asked(request: StaffRequest) -> ShownBrand:
    given = request.GET
    name, colour = mailable(given.get("name", "")), given.get("colour", "")
    return ShownBrand.typed(request.agency, name, colour)


@require_safe
@staff("branding.edit")
def panel(request: StaffRequest) -> HttpResponse:
    """The frames and what there is to say about the colour; swapped in while it is typed."""
    shown = asked(request)
    context = {"shown": shown, "notes": contrast_notes(shown.colour), "swap": True}
    return render(request, "desk/branding/preview.html", context)


@require_safe
@staff("branding.edit")
def page(request: StaffRequest) -> HttpResponse:
    """The portal's own layout with invented calls; no script, nothing of a client."""
    shown = asked(request)
    zone = shown.agency.time_zone
    context = {"shown": shown, "calls": calls(timezone.now()), "zone": zone}
    answer = render(request, "desk/branding/page.html", context)
    answer.headers["Content-Security-Policy"] = PAGE_POLICY
    return answer


@require_safe
@staff("branding.edit")
def css(request: StaffRequest) -> HttpResponse:
    sheet = brand_css.stylesheet(tokens(asked(request).colour))
    return HttpResponse(sheet, content_type="text/css; charset=utf-8")


@require_safe
@staff("branding.edit")
def mail(request: StaffRequest) -> HttpResponse:
    """The invitation to a client that does not exist; its link opens nothing."""
    shown = asked(request)
    agency = shown.agency
    # The object of this request alone: nothing is saved.
    agency.name = shown.name
    sample = Client(
        agency=agency,
        name="Bright Smile Dental",
        contact_name="Maya Chen",
        time_zone=agency.time_zone,
    )
    until = timezone.now() + timedelta(days=agency.invitation_days)
    offered = Invitation(
        agency=agency, client=sample, invited_by=request.person.user, expires_at=until
    )
    message = invitation_message(offered, link=agency.url("/invitation/"))
    brand = replace(message.brand, colours=tokens(shown.colour).mail)
    answer = HttpResponse(compose.html_of(replace(message, brand=brand)))
    answer.headers["Content-Security-Policy"] = MAIL_POLICY
    return answer
