from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from callboard.desk import find, offer
from callboard.desk.forms.invitation import AddressForm
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.people import clients, invitations
from callboard.people.access import Access
from callboard.people.models import Invitation
from callboard.people.refusals import LimitReached, Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.invite")
def resend(request: StaffRequest, client_id: str) -> HttpResponse:
    """A fresh link to the same address; after a bounce, to the one that is given here."""
    client = find.client(request, client_id)
    bounced = client.access == Access.INVITE_BOUNCED
    posted = request.method == "POST"
    form = AddressForm(
        request.POST if posted and bounced else None,
        initial={"contact_email": client.contact_email},
    )
    if not posted:
        return _ask(request, client, form)
    if bounced and not form.is_valid():
        return _ask(request, client, form)
    try:
        sent = _send(request, client, form if bounced else None)
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    except LimitReached as limit:
        return panels.limited(request, client, limit)
    # A mail to a corrected address is a first one and waits; a resend leaves at once.
    return panels.on_its_way(request, client, sent, undo=sent.generation == 1)


def _send(
    request: StaffRequest, client: "ClientWithAccess", form: AddressForm | None
) -> Invitation:
    by = actor_of(request)
    if form is None:
        return invitations.resend(client, by=by)
    return clients.fix_address_and_resend(
        client, form.cleaned_data["contact_email"], by=by, user_id=request.person.user.pk
    )


def _ask(request: StaffRequest, client: "ClientWithAccess", form: AddressForm) -> HttpResponse:
    access = Access(client.access)
    if access in invitations.INVITABLE:
        return redirect("desk:invitation", client.public_id)
    if access not in invitations.RESENDABLE | {Access.INVITE_BOUNCED}:
        return panels.refused(request, client, Refused("resend", access))
    now, last = timezone.now(), find.invitation(client)
    context = {
        "client": client,
        "form": form,
        "bounced": access is Access.INVITE_BOUNCED,
        "last": last,
        "days": request.agency.invitation_days,
        "until": offer.until(request, now),
        "page": reverse("desk:resend", args=[client.public_id]),
    }
    return panels.panel(
        request, "desk/invitation/resend.html", context, status=422 if form.errors else 200
    )
