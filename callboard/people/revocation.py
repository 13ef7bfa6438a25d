"""Revoke Portal Access: ends everybody's access to one client, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import access, invitations, sessions
from callboard.people.access import Access
from callboard.people.models import AccountLink, Invitation, Membership, Staff
from callboard.people.models.account_link import LinkState
from callboard.people.models.invitation import InvitationState
from callboard.people.models.session import EndReason
from callboard.people.refusals import Refused


@dataclass(frozen=True, slots=True)
class Revocation:
    people: int
    signed_out: int


def revoke(client: Client, *, by: Actor, at: datetime | None = None) -> Revocation:
    """Ends memberships, sessions and open invitations of this client. Raises `Refused` unless it is
    Active.

    Who is staff, or a member of another client, stays signed in there; everybody else's sessions
    end."""
    now = at or timezone.now()
    with invitations.attempt("revoke", client, by, now):
        known = access.of(client.pk, now, lock=True)
        if known.access != Access.ACTIVE:
            raise Refused("revoke", known.access)
        people = list(
            Membership.objects.active().filter(client=client).values_list("user_id", flat=True)
        )
        Membership.objects.active().filter(client=client).update(ended_at=now)
        for invitation in Invitation.objects.open().filter(client=client).select_related("mail"):
            invitations.end(
                invitation, InvitationState.REVOKED, "invitation.withdrawn", by=by, at=now
            )
        Client.objects.filter(pk=client.pk).update(access_revoked_at=now)
        signed_out = sum(_shut_out(user_id, now) for user_id in people if not has_access(user_id))
        record(
            "access.revoked",
            agency_id=client.agency_id,
            client_id=client.pk,
            by=by,
            about=f"client:{client.public_id}",
            before={"people": len(people)},
            after={"people": 0},
            at=now,
        )
    return Revocation(len(people), signed_out)


def _shut_out(user_id: int, now: datetime) -> int:
    """Ends all that an account without access could still use; how many sessions were alive."""
    AccountLink.objects.filter(user_id=user_id, state=LinkState.LIVE).update(
        state=LinkState.REPLACED
    )
    return sessions.end_all(user_id, EndReason.ACCESS_ENDED, at=now)


def has_access(user_id: int) -> bool:
    """Whether an account may sign in at all: it is staff, or a member of some client.

    Both are asked always, so that how long an answer takes tells nothing."""
    is_staff = Staff.objects.filter(user_id=user_id, ended_at__isnull=True).exists()
    is_member = Membership.objects.active().filter(Q(user_id=user_id)).exists()
    return is_staff or is_member
