from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.desk import find
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people import sending
from callboard.people.refusals import Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_POST
@staff("clients.invite")
def undo(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    try:
        sending.undo(client, by=actor_of(request))
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    messages.success(request, _("Called back. Nothing was sent."))
    return panels.done(request, reverse("desk:client", args=[client.public_id]))
