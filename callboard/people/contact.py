"""The contact address of a client: changing it before acceptance ends the open invitation."""

from datetime import datetime

from django.utils import timezone

from callboard.agencies.addresses import Address
from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import access, invitations, offers
from callboard.people.access import Access
from callboard.people.models import Invitation
from callboard.people.models.invitation import InvitationState
from callboard.people.refusals import Refused


def set_contact_address(
    client: Client, address: Address | None, *, by: Actor, at: datetime | None = None
) -> bool:
    """Stores (or with None clears) the address; every link sent to the old one is dead. True if it
    changed.

    Raises `Refused` for an Active client, whose person would keep the old address.
    """
    now = at or timezone.now()
    original, canonical = (address.original, address.canonical) if address else ("", "")
    with invitations.attempt("change_address", client, by, now):
        known = access.of(client.pk, now, lock=True)
        before = known.contact_email
        if before == original:
            return False
        if known.access == Access.ACTIVE:
            raise Refused("change_address", known.access)
        if known.contact_email_canonical != canonical:
            _end_open_invitation(known, by, now)
        Client.objects.filter(pk=client.pk).update(
            contact_email=original, contact_email_canonical=canonical
        )
        client.contact_email, client.contact_email_canonical = original, canonical
        record(
            "client.address_changed",
            agency_id=client.agency_id,
            client_id=client.pk,
            by=by,
            about=f"client:{client.public_id}",
            before={"contact_email": before},
            after={"contact_email": original},
            at=now,
        )
    return True


def _end_open_invitation(client: Client, by: Actor, now: datetime) -> None:
    address = client.contact_email_canonical
    for invitation in Invitation.objects.open().filter(
        client_id=client.pk, address_canonical=address
    ):
        offers.end(
            invitation, InvitationState.ADDRESS_CHANGED, "invitation.address_changed", by=by, at=now
        )
