"""The agency's own people: invited in a role, given another one, removed.

Each verb runs in one transaction that begins with the agency's row locked: of two owners who remove
each other at once, one stays. Who acts is read again behind the lock: whoever was removed a moment
ago does nothing any more. An admin neither makes nor removes an owner.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from callboard.agencies.addresses import Address
from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import departures, notices, offers, roles
from callboard.people.models import Invitation, Staff, Viewing
from callboard.people.models.invitation import InvitationState, Kind
from callboard.people.offers import Offer
from callboard.people.refusals import Refused
from callboard.people.roles import Role
from callboard.people.team import MOST_AT_ONCE, Answer, Result


class OwnersOnly(Refused):
    """Only an owner makes an owner, or ends one (403)."""


class LastOwner(Refused):
    """An agency keeps at least one owner (409)."""


def invite(
    agency: Agency,
    addresses: Sequence[Address],
    role: Role,
    *,
    by: Actor,
    note: str = "",
    at: datetime | None = None,
) -> list[Answer]:
    """Invites people to work for the agency, at most `MOST_AT_ONCE`; who is there is left as is.

    All or none: raises `OwnersOnly`, `LimitReached`."""
    now = at or timezone.now()
    answers = []
    with _attempt("invite_staff", agency.pk, role, by, now) as inviter:
        taken = _taken(now)
        for address in addresses[:MOST_AT_ONCE]:
            result = taken.setdefault(address.canonical, Result.INVITED)
            answers.append(Answer(address, result))
            if result is Result.INVITED:
                taken[address.canonical] = Result.ALREADY_INVITED
                offer = Offer(
                    agency=agency,
                    address=address,
                    role=role,
                    kind=Kind.STAFF,
                    note=note,
                    invited_by_id=inviter.user_id,
                )
                offers.make(offer, by=by, at=now)
    return answers


def resend(invitation: Invitation, *, by: Actor, at: datetime | None = None) -> Invitation:
    """A fresh link. Raises `Refused`, `LimitReached`."""
    now = at or timezone.now()
    with _attempt("resend", invitation.agency_id, invitation.role, by, now):
        return offers.renew(_pending(invitation, "resend"), by=by, at=now)


def cancel(invitation: Invitation, *, by: Actor, at: datetime | None = None) -> Invitation:
    """Takes it back. Raises `Refused`."""
    now = at or timezone.now()
    with _attempt("cancel", invitation.agency_id, invitation.role, by, now):
        pending, cancelled = _pending(invitation, "cancel"), InvitationState.CANCELLED
        return offers.end(pending, cancelled, "invitation.cancelled", by=by, at=now)


def copy_link(
    invitation: Invitation, agency: Agency, *, by: Actor, at: datetime | None = None
) -> str:
    """The live link; each look is in the record. Raises `Refused`."""
    now = at or timezone.now()
    with _attempt("copy_link", agency.pk, invitation.role, by, now):
        pending = _pending(invitation, "copy_link")
        if pending.expires_at <= now:
            raise Refused("copy_link", "expired")
        return offers.copied(pending, agency, by=by, at=now)


def change_role(place: Staff, role: Role, *, by: Actor, at: datetime | None = None) -> None:
    """Holds from the person's next click. Raises `OwnersOnly`, `LastOwner`, `Refused`."""
    now = at or timezone.now()
    with _attempt("change_role", place.agency_id, role, by, now):
        present = _present(place, "change_role", by)
        if present.role == role:
            return
        _keep_an_owner(present, "change_role")
        Staff.objects.filter(pk=present.pk).update(role=role)
        record(
            "staff.role_changed",
            agency_id=present.agency_id,
            by=by,
            about=f"user:{present.user.public_id}",
            before={"role": present.role},
            after={"role": role.value},
            at=now,
        )
        notices.tell(present.user, "staff_role", about=present.pk, at=now)


def remove(place: Staff, *, by: Actor, at: datetime | None = None) -> None:
    """Ends the person's work here, and the invitations to the team that they sent. Who is no
    client's member either is signed out at once, and cannot reset a password.

    Raises `OwnersOnly`, `LastOwner`, `Refused`."""
    now = at or timezone.now()
    with _attempt("remove_staff", place.agency_id, place.role, by, now):
        present = _present(place, "remove_staff", by)
        _keep_an_owner(present, "remove_staff")
        Staff.objects.filter(pk=present.pk).update(ended_at=now)
        Viewing.objects.filter(user=present.user_id).cut_short(now)
        departures.shut_out_who_is_nowhere([present.user_id], at=now)
        offers.end_all(_held_or_sent_by(present), by=by, at=now)
        record(
            "staff.removed",
            agency_id=present.agency_id,
            by=by,
            about=f"user:{present.user.public_id}",
            before={"email": present.user.email, "role": present.role},
            at=now,
        )
        notices.tell(present.user, "staff_removed", at=now)


@contextmanager
def _attempt(event: str, agency_id: int, role: str, by: Actor, at: datetime) -> Iterator[Staff]:
    """The transaction, with who acts; a refusal is written down after it, as of an act denied."""
    try:
        with transaction.atomic():
            Agency.objects.select_for_update(no_key=True).get(pk=agency_id)
            yield _acting(event, by, role)
    except Refused as refusal:
        record(
            f"staff.{event}_refused",
            agency_id=agency_id,
            by=by,
            after={"state": refusal.state},
            denied=True,
            at=at,
        )
        raise


def _acting(event: str, by: Actor, role: str) -> Staff:
    """Who acts, if they may give, or take away, this role."""
    rows = Staff.objects.filter(user__public_id=by.public_id, ended_at__isnull=True)
    acting: Staff | None = rows.first()
    if acting is None or not roles.may(acting.role, "staff.edit"):
        raise Refused(event, "no right")
    if not roles.may_give(acting.role, role):
        raise OwnersOnly(event, "owners only")
    return acting


def _present(place: Staff, event: str, by: Actor) -> Staff:
    """The row as it is now, if who acts may touch it."""
    rows = Staff.objects.select_related("user").filter(pk=place.pk, ended_at__isnull=True)
    present: Staff | None = rows.first()
    if present is None:
        raise Refused(event, "gone")
    _acting(event, by, present.role)
    return present


def _held_or_sent_by(place: Staff) -> QuerySet[Invitation]:
    """Invitations to the team by which they would come back, or somebody of theirs."""
    theirs = Q(address_canonical=place.user.email_canonical) | Q(invited_by=place.user_id)
    return Invitation.objects.of_staff().filter(theirs)


def _keep_an_owner(place: Staff, event: str) -> None:
    others = Staff.objects.filter(role=Role.OWNER, ended_at__isnull=True).exclude(pk=place.pk)
    if place.role == Role.OWNER and not others.exists():
        raise LastOwner(event, "last owner")


def _pending(invitation: Invitation, event: str) -> Invitation:
    rows = Invitation.objects.of_staff().select_related("mail", "agency")
    fresh: Invitation = rows.get(pk=invitation.pk)
    if fresh.state != InvitationState.OPEN:
        raise Refused(event, fresh.state)
    return fresh


def _taken(now: datetime) -> dict[str, Result]:
    """Canonical addresses that work here, or have an invitation that still works."""
    pending = Invitation.objects.open().of_staff().filter(expires_at__gt=now)
    working = Staff.objects.filter(ended_at__isnull=True)
    return {
        **dict.fromkeys(
            pending.values_list("address_canonical", flat=True), Result.ALREADY_INVITED
        ),
        **dict.fromkeys(
            working.values_list("user__email_canonical", flat=True), Result.ALREADY_MEMBER
        ),
    }
