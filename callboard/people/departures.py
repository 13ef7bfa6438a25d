"""Somebody's access to a portal ends, and all that hung on it: one place for revoking, removing,
leaving and archiving.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from callboard.audit.actor import Actor
from callboard.people import sessions
from callboard.people.models import AccountLink, AddressChange, Membership, Staff
from callboard.people.models.address_change import ChangeState
from callboard.people.models.membership import Ending
from callboard.people.models.session import EndReason


@dataclass(frozen=True, slots=True)
class Departure:
    """How many people's access ended, and how many of their browsers are signed out by it."""

    people: int
    signed_out: int


def depart(memberships: Sequence[Membership], ending: Ending, *, at: datetime) -> Departure:
    """Ends these memberships; whoever has no other access is signed out, and their links are dead.

    Runs inside the verb's transaction."""
    hit = [
        membership
        for membership in memberships
        if Membership.objects.active().filter(pk=membership.pk).update(ended_at=at, ending=ending)
    ]
    signed_out = 0
    for membership in hit:
        if not has_access(membership.user_id):
            signed_out += shut_out(membership.user_id, at=at)
    return Departure(len(hit), signed_out)


def shut_out(user_id: int, *, at: datetime) -> int:
    """Ends all that an account without access could still use; how many sessions were alive."""
    AccountLink.objects.filter(user_id=user_id).end()
    AddressChange.objects.filter(user_id=user_id, state=ChangeState.PENDING).update(
        state=ChangeState.ENDED, ended_at=at
    )
    return sessions.end_all(user_id, EndReason.ACCESS_ENDED, at=at)


def may_still_act(by: Actor, client_id: int) -> bool:
    """Whether who acts for a client is still one of its people, or of the agency's.

    Asked behind the client's lock, which every departure takes too: a slow request of somebody who
    was removed meanwhile does nothing. Who has no account (a link, the system) acts by what they
    hold."""
    if not by.public_id:
        return True
    people = Membership.objects.active().filter(user__public_id=by.public_id)
    staff = Staff.objects.filter(user__public_id=by.public_id, ended_at__isnull=True)
    return people.filter(client_id=client_id).exists() or staff.exists()


def has_access(user_id: int) -> bool:
    """Whether an account may sign in at all: it is staff, or a member of some client.

    Both are asked always, so that how long an answer takes tells nothing."""
    is_staff = Staff.objects.filter(user_id=user_id, ended_at__isnull=True).exists()
    is_member = Membership.objects.active().filter(Q(user_id=user_id)).exists()
    return is_staff or is_member
