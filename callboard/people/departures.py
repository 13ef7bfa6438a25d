"""Somebody's access to a portal ends, and all that hung on it: one place for revoking, removing,
leaving and archiving.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from callboard.audit.actor import Actor
from callboard.people import offers, roles, sessions
from callboard.people.models import (
    AccountLink,
    AddressChange,
    Invitation,
    MailedCode,
    Membership,
    Staff,
    User,
)
from callboard.people.models.address_change import ChangeState
from callboard.people.models.membership import Ending
from callboard.people.models.session import EndReason
from callboard.people.refusals import Gone


@dataclass(frozen=True, slots=True)
class Departure:
    """How many people's access ended, and how many of their browsers are signed out by it."""

    people: int
    signed_out: int


def depart(
    memberships: Sequence[Membership], ending: Ending, *, by: Actor, at: datetime
) -> Departure:
    """Ends these memberships, and what invites the same people to come back; whoever has no other
    access is signed out, and their links are dead.

    Runs inside the verb's transaction, behind the lock of the client's row."""
    hit = [
        membership
        for membership in memberships
        if Membership.objects.active().filter(pk=membership.pk).update(ended_at=at, ending=ending)
    ]
    people = [membership.user_id for membership in hit]
    signed_out = shut_out_who_is_nowhere(people, at=at)
    for membership in hit:
        theirs = Invitation.objects.of_client(membership.client_id).filter(
            address_canonical=membership.user.email_canonical
        )
        offers.end_all(theirs, by=by, at=at)
    return Departure(len(hit), signed_out)


def shut_out_who_is_nowhere(user_ids: Iterable[int], *, at: datetime) -> int:
    """How many sessions were alive of those of these accounts that have no access left.

    Their rows are the lock: of two departures at once, from two clients or from the staff, the
    second sees the first."""
    rows = User.objects.filter(pk__in=set(user_ids)).order_by("pk")
    locked = list(rows.select_for_update(no_key=True).values_list("pk", flat=True))
    return sum(shut_out(user_id, at=at) for user_id in locked if not has_access(user_id))


def shut_out(user_id: int, *, at: datetime) -> int:
    """Ends all that an account without access could still use; how many sessions were alive.

    With its epoch, a sign-in that is on its way ends too, and stays dead when the person is invited
    again."""
    User.objects.filter(pk=user_id).update(epoch=F("epoch") + 1)
    AccountLink.objects.filter(user_id=user_id).end()
    MailedCode.objects.filter(user_id=user_id).end()
    AddressChange.objects.filter(user_id=user_id, state=ChangeState.PENDING).update(
        state=ChangeState.ENDED, ended_at=at
    )
    return sessions.end_all(user_id, EndReason.ACCESS_ENDED, at=at)


def must_act(event: str, by: Actor, right: str, client_id: int | None = None) -> None:
    """Raises `Gone` for who was of the staff, or one of the client's people, and is no more, or has
    lost the right.

    Asked inside the verb's transaction, so that a slow request of somebody removed meanwhile does
    nothing. Who has no account (a link, the system) acts by what they hold."""
    if not by.public_id:
        return
    people = Membership.objects.active().filter(user__public_id=by.public_id)
    if client_id is not None and people.filter(client_id=client_id).exists():
        return
    places = Staff.objects.filter(user__public_id=by.public_id, ended_at__isnull=True)
    role = places.values_list("role", flat=True).first()
    if role is None or not roles.may(role, right):
        raise Gone(event)


def has_access(user_id: int) -> bool:
    """Whether an account may sign in at all: it is staff, or a member of some client.

    Both are asked always, so that how long an answer takes tells nothing."""
    is_staff = Staff.objects.filter(user_id=user_id, ended_at__isnull=True).exists()
    is_member = Membership.objects.active().filter(Q(user_id=user_id)).exists()
    return is_staff or is_member
