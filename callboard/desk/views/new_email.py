"""The contact's new address that waits to be confirmed: mailed again, or called off."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.desk import find
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people import address_changes, pending_addresses
from callboard.people.address_links import ChangeDead
from callboard.people.models import AddressChange
from callboard.people.refusals import LimitReached, Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_POST
@staff("clients.edit")
def resend(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    change = _pending(pending_addresses.of_contact(client))
    try:
        address_changes.resend(change, by=actor_of(request))
    except ChangeDead:
        return panels.refused(request, client, Refused("resend", client.access))
    except LimitReached as limit:
        return panels.limited(request, client, limit)
    messages.success(request, _("Sent again to %(address)s.") % {"address": change.address})
    return panels.done(request, reverse("desk:client", args=[client.public_id]))


@require_POST
@staff("clients.edit")
def cancellation(request: StaffRequest, client_id: str) -> HttpResponse:
    client = find.client(request, client_id)
    change = _pending(pending_addresses.of_contact(client))
    try:
        address_changes.cancel(change, by=actor_of(request))
    except ChangeDead:
        return panels.refused(request, client, Refused("cancel", client.access))
    messages.success(request, _("The email stays %(address)s.") % {"address": change.old_address})
    return panels.done(request, reverse("desk:client", args=[client.public_id]))


def _pending(change: AddressChange | None) -> AddressChange:
    if change is None:
        raise Http404
    return change
