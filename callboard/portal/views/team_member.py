"""One person's access ends: removed by a colleague, or leaving oneself."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.people import team
from callboard.people.models import Membership
from callboard.people.refusals import Refused
from callboard.people.requests import actor_of
from callboard.portal.requests import PersonRequest, client_of
from callboard.portal.views import team as team_page
from callboard.tenancy.audience import member_edits, member_sees


@require_http_methods(["GET", "HEAD", "POST"])
@member_edits("team.invite")
def removal(request: PersonRequest, user_id: str) -> HttpResponse:
    one = _find(request, user_id)
    if one.user_id == request.person.user.pk:
        return redirect("portal:team_departure")
    if request.method != "POST":
        return render(request, "portal/team/removal.html", {"one": one})
    try:
        team.remove(one, by=actor_of(request))
    except Refused:
        return team_page.page(request, status=409, refusal=_("That person has no access any more."))
    name = one.user.name or one.user.email
    messages.success(request, _("%(name)s no longer has access.") % {"name": name})
    return team_page.back()


@require_http_methods(["GET", "HEAD", "POST"])
@member_sees("team")
def departure(request: PersonRequest) -> HttpResponse:
    own = _find(request, request.person.user.public_id)
    if request.method != "POST":
        if team.is_last(own):
            return _last_person(request)
        return render(request, "portal/team/departure.html")
    try:
        team.leave(own, by=actor_of(request))
    except Refused:
        return _last_person(request)
    return HttpResponseRedirect("/", status=303)


def _last_person(request: PersonRequest) -> HttpResponse:
    refusal = _("You are the last person here. Invite somebody first, or ask %(agency)s.")
    refusal %= {"agency": request.agency.name}
    return team_page.page(request, status=409, refusal=refusal)


def _find(request: PersonRequest, user_id: str) -> Membership:
    rows = Membership.objects.active().select_related("user", "client__agency")
    found: Membership | None = rows.filter(
        client=client_of(request), user__public_id=user_id
    ).first()
    if found is None:
        raise Http404
    return found
