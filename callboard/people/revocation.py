"""Revoke Portal Access: ends everybody's access to one client, in one transaction."""

from datetime import datetime

from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import access, departures, invitations, offers
from callboard.people.access import Access
from callboard.people.departures import Departure
from callboard.people.models import Invitation, Membership
from callboard.people.models.invitation import InvitationState
from callboard.people.models.membership import Ending
from callboard.people.refusals import Refused


def revoke(client: Client, *, by: Actor, at: datetime | None = None) -> Departure:
    """Ends memberships, sessions and open invitations of this client. Raises `Refused` unless it is
    Active.

    Who is staff, or a member of another client, stays signed in there; everybody else's sessions
    end."""
    now = at or timezone.now()
    with invitations.attempt("revoke", client, by, now):
        known = access.of(client.pk, now, lock=True)
        if known.access != Access.ACTIVE:
            raise Refused("revoke", known.access)
        gone = end_everybody_s(client, Ending.REVOKED, by=by, at=now)
        record(
            "access.revoked",
            agency_id=client.agency_id,
            client_id=client.pk,
            by=by,
            about=f"client:{client.public_id}",
            before={"people": gone.people},
            after={"people": 0},
            at=now,
        )
    return gone


def end_everybody_s(client: Client, ending: Ending, *, by: Actor, at: datetime) -> Departure:
    """All memberships and open invitations of a client whose row is locked."""
    members = Membership.objects.active().select_related("user").filter(client=client)
    gone = departures.depart(list(members), ending, by=by, at=at)
    for invitation in Invitation.objects.open().filter(client=client).select_related("mail"):
        offers.end(invitation, InvitationState.REVOKED, "invitation.withdrawn", by=by, at=at)
    if gone.people:
        Client.objects.filter(pk=client.pk).update(access_revoked_at=at)
    return gone
