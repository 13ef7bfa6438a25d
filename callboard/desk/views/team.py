"""A client's people, looked after by the agency: the same list and verbs as in the portal."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from callboard.desk import find
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people import team, team_words
from callboard.people.models import Invitation, Membership
from callboard.people.refusals import LimitReached, Refused
from callboard.people.requests import actor_of
from callboard.people.team_form import ColleaguesForm
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.invite")
def invite(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    form = ColleaguesForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"client": client, "form": form}
        return panels.panel(request, "desk/team/invite.html", context, status=status)
    given = form.cleaned_data
    try:
        answers = team.invite(
            client,
            given["addresses"],
            by=actor_of(request),
            user_id=request.person.user.pk,
            note=given["note"],
        )
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    except LimitReached as limit:
        return panels.limited(request, client, limit)
    for answer in answers:
        team_words.tell(request, answer)
    return _back(request, client_id)


@require_POST
@staff("clients.invite")
def resend(request: StaffRequest, client_id: str, public_id: str) -> HttpResponse:
    return _do(request, client_id, public_id, team.resend, _("Sent again to %(address)s."))


@require_POST
@staff("clients.invite")
def cancellation(request: StaffRequest, client_id: str, public_id: str) -> HttpResponse:
    words = _("Cancelled. The link to %(address)s no longer works.")
    return _do(request, client_id, public_id, team.cancel, words)


@require_POST
@staff("clients.invite")
def link(request: StaffRequest, client_id: str, public_id: str) -> HttpResponse:
    """Shows the live link once, in the answer to a POST."""
    client, invitation = find.client(request, client_id), _invitation(client_id, public_id)
    try:
        address = team.copy_link(invitation, request.agency, by=actor_of(request))
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    context = {
        "client": client,
        "whose": invitation.address,
        "link": address,
        "until": invitation.expires_at,
        "sms": "",
    }
    answer = panels.panel(request, "desk/invitation/link.html", context)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.revoke")
def removal(request: StaffRequest, client_id: str, user_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    rows = Membership.objects.active().select_related("user", "client__agency")
    one = rows.filter(client=client, user__public_id=user_id).first()
    if one is None:
        raise Http404
    if request.method != "POST":
        context = {"client": client, "one": one}
        return panels.panel(request, "desk/team/removal.html", context)
    try:
        team.remove(one, by=actor_of(request))
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    name = one.user.name or one.user.email
    messages.success(request, _("%(name)s no longer has access.") % {"name": name})
    return _back(request, client_id)


def _do(
    request: StaffRequest,
    client_id: str,
    public_id: str,
    verb: Callable[..., Invitation],
    words: str,
) -> HttpResponse:
    client, invitation = find.client(request, client_id), _invitation(client_id, public_id)
    try:
        verb(invitation, by=actor_of(request))
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    except LimitReached as limit:
        return panels.limited(request, client, limit)
    messages.success(request, words % {"address": invitation.address})
    return _back(request, client_id)


def _invitation(client_id: str, public_id: str) -> Invitation:
    rows = Invitation.objects.select_related("client").filter(client__public_id=client_id)
    found: Invitation | None = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _back(request: StaffRequest, client_id: str) -> HttpResponse:
    return panels.done(request, reverse("desk:client", args=[client_id]))
