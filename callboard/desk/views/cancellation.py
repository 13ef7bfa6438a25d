from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.desk import find
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people import invitations
from callboard.people.refusals import Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.invite")
def cancellation(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    if request.method != "POST":
        if client.access not in invitations.CANCELLABLE:
            return panels.refused(request, client, Refused("cancel", client.access))
        return panels.panel(request, "desk/invitation/cancellation.html", {"client": client})
    try:
        invitations.cancel(client, by=actor_of(request))
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    messages.success(request, _("Invitation cancelled. Its link no longer works."))
    return panels.done(request, reverse("desk:client", args=[client.public_id]))
