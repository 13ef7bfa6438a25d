from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from callboard.desk import find
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people import revocation as access_revocation
from callboard.people.access import Access
from callboard.people.refusals import Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.revoke")
def revocation(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    if request.method != "POST":
        if client.access != Access.ACTIVE:
            return panels.refused(request, client, Refused("revoke", client.access))
        return panels.panel(request, "desk/clients/revocation.html", {"client": client})
    try:
        done = access_revocation.revoke(client, by=actor_of(request))
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    out = ngettext("%(n)s person signed out.", "%(n)s people signed out.", done.people)
    messages.success(request, _("Access revoked.") + " " + out % {"n": done.people})
    return panels.done(request, reverse("desk:client", args=[client.public_id]))
