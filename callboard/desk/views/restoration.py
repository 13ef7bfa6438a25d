"""Giving people their access back after a revocation, one by one or together."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from callboard.desk import find
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people import team
from callboard.people.access import Access
from callboard.people.refusals import LimitReached, Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.invite")
def restoration(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    people = team.restorable(client)
    context = {"client": client, "people": people, "fault": ""}
    is_open = client.access == Access.REVOKED and bool(people)
    if request.method != "POST":
        if not is_open:
            return panels.refused(request, client, Refused("restore", client.access))
        return panels.panel(request, "desk/team/restoration.html", context)
    chosen = [one for one in people if one.user.public_id in request.POST.getlist("people")]
    if is_open and not chosen:
        context["fault"] = _("Choose at least one person.")
        return panels.panel(request, "desk/team/restoration.html", context, status=422)
    try:
        made = team.restore(client, chosen, by=actor_of(request), user_id=request.person.user.pk)
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    except LimitReached as limit:
        return panels.limited(request, client, limit)
    words = ngettext(
        "%(n)s invitation is on its way.", "%(n)s invitations are on their way.", len(made)
    )
    messages.success(request, words % {"n": len(made)})
    return panels.done(request, reverse("desk:client", args=[client_id]))
