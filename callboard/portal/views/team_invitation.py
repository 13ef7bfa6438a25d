"""One colleague's invitation: mailed again, copied, taken back."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.people import team
from callboard.people.models import Invitation
from callboard.people.refusals import LimitReached, Refused
from callboard.people.requests import actor_of
from callboard.portal.requests import PersonRequest, client_of, zone_of
from callboard.portal.views import team as team_page
from callboard.tenancy.audience import member_edits


@require_POST
@member_edits("team.invite")
def resend(request: PersonRequest, public_id: str) -> HttpResponse:
    return _do(request, public_id, team.resend, _("Sent again to %(address)s."))


@require_POST
@member_edits("team.invite")
def cancellation(request: PersonRequest, public_id: str) -> HttpResponse:
    return _do(request, public_id, team.cancel, _("Cancelled. The link no longer works."))


@require_POST
@member_edits("team.invite")
def link(request: PersonRequest, public_id: str) -> HttpResponse:
    """Shows the live link once, in the answer to a POST: no page that can be read again has it."""
    invitation = _find(request, public_id)
    try:
        address = team.copy_link(invitation, request.agency, by=actor_of(request))
    except Refused:
        return _refused(request)
    context = {"invitation": invitation, "link": address, "zone": zone_of(request)}
    answer = render(request, "portal/team/link.html", context)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _do(
    request: PersonRequest, public_id: str, verb: Callable[..., Invitation], words: str
) -> HttpResponse:
    invitation = _find(request, public_id)
    try:
        verb(invitation, by=actor_of(request))
    except Refused:
        return _refused(request)
    except LimitReached as limit:
        return team_page.page(request, status=429, refusal=team_page.too_many(request, limit))
    messages.success(request, words % {"address": invitation.address})
    return team_page.back()


def _refused(request: PersonRequest) -> HttpResponse:
    refusal = _("That invitation is no longer open. Nothing was changed.")
    return team_page.page(request, status=409, refusal=refusal)


def _find(request: PersonRequest, public_id: str) -> Invitation:
    rows = Invitation.objects.of_client(client_of(request).pk).select_related("client")
    found: Invitation | None = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
