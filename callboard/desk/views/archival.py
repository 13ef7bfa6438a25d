"""Taking a client out of every list, and back."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from callboard.desk import find
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people import archive
from callboard.people.refusals import Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.revoke")
def archival(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    if request.method != "POST":
        if client.archived_at is not None:
            return panels.refused(request, client, Refused("archive", "archived"))
        return panels.panel(request, "desk/clients/archival.html", {"client": client})
    try:
        archive.archive(client, by=actor_of(request))
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    messages.success(request, _("%(name)s is archived.") % {"name": client.name})
    return panels.done(request, reverse("desk:clients"))


@require_POST
@staff("clients.revoke")
def restoration(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    try:
        archive.restore(client, by=actor_of(request))
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    words = _("%(name)s is back in your lists. Nobody has access until you invite them.")
    messages.success(request, words % {"name": client.name})
    return panels.done(request, reverse("desk:client", args=[client.public_id]))
