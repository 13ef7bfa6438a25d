"""The answer to somebody who asks to be invited: one click, either way."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.desk import find
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people import access_requests
from callboard.people.models import AccessRequest
from callboard.people.refusals import LimitReached, Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_POST
@staff("clients.invite")
def grant(request: StaffRequest, client_id: str, request_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    asked = _find(client_id, request_id)
    try:
        access_requests.grant(asked, by=actor_of(request), user_id=request.person.user.pk)
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    except LimitReached as limit:
        return panels.limited(request, client, limit)
    messages.success(request, _("Invited %(address)s.") % {"address": asked.address})
    return panels.done(request, reverse("desk:client", args=[client.public_id]))


@require_POST
@staff("clients.invite")
def dismissal(request: StaffRequest, client_id: str, request_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    asked = _find(client_id, request_id)
    try:
        access_requests.dismiss(asked, by=actor_of(request))
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    messages.success(request, _("Dismissed. %(name)s was not told.") % {"name": asked.name})
    return panels.done(request, reverse("desk:client", args=[client.public_id]))


def _find(client_id: str, request_id: str) -> AccessRequest:
    rows = AccessRequest.objects.select_related("client__agency")
    found: AccessRequest | None = rows.filter(
        client__public_id=client_id, public_id=request_id
    ).first()
    if found is None:
        raise Http404
    return found
