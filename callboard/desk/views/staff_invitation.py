"""One invitation to work for the agency: mailed again, copied, taken back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.desk.requests import StaffRequest, zone_of
from callboard.desk.views import staff as staff_page
from callboard.people import staff as agency_staff
from callboard.people.models import Invitation
from callboard.people.refusals import LimitReached, Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_POST
@staff("staff.edit")
def resend(request: StaffRequest, public_id: str) -> HttpResponse:
    return _do(request, public_id, agency_staff.resend, _("Sent again to %(address)s."))


@require_POST
@staff("staff.edit")
def cancellation(request: StaffRequest, public_id: str) -> HttpResponse:
    words = _("Cancelled. The link to %(address)s no longer works.")
    return _do(request, public_id, agency_staff.cancel, words)


@require_POST
@staff("staff.edit")
def link(request: StaffRequest, public_id: str) -> HttpResponse:
    """Shows the live link once, in the answer to a POST."""
    invitation = _find(public_id)
    try:
        address = agency_staff.copy_link(invitation, request.agency, by=actor_of(request))
    except Refused as refusal:
        return staff_page.refused(request, refusal)
    context = {"invitation": invitation, "link": address, "zone": zone_of(request)}
    answer = render(request, "desk/staff/link.html", context)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _do(
    request: StaffRequest, public_id: str, verb: Callable[..., Invitation], words: str
) -> HttpResponse:
    invitation = _find(public_id)
    try:
        verb(invitation, by=actor_of(request))
    except Refused as refusal:
        return staff_page.refused(request, refusal)
    except LimitReached as limit:
        return staff_page.page(request, status=429, refusal=staff_page.too_many(request, limit))
    messages.success(request, words % {"address": invitation.address})
    return staff_page.back(request)


def _find(public_id: str) -> Invitation:
    found: Invitation | None = Invitation.objects.of_staff().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
