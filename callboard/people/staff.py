"""The agency's own people: invited in a role, given another one, removed.

Each verb runs in one transaction that begins with the agency's row locked: of two owners who remove
each other at once, one stays. Who acts is read again behind the lock, by `user_id`: whoever was
removed a moment ago does nothing any more. An admin neither makes nor removes an owner.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from callboard.agencies.addresses import Address
from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import departures, notices, offers, roles
from callboard.people.models import Invitation, Staff
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
    user_id: int,
    note: str = "",
    at: datetime | None = None,
) -> list[Answer]:
    """Invites people to work for the agency, at most `MOST_AT_ONCE`; who is there is left as is.

    All or none: raises `OwnersOnly`, `LimitReached`."""
    now = at or timezone.now()
    answers = []
    with _attempt("invite_staff", agency.pk, role, by, user_id, now):
        taken = _taken(now)
        for address in addresses[:MOST_AT_ONCE]:
            result = taken.setdefault(address.canonical, Result.INVITED)
            answers.append(Answer(address, result))
            if result is Result.INVITED:
                taken[address.canonical] = Result.ALREADY_INVITED
                offers.make(_offer(agency, address, role, note, user_id), by=by, at=now)
    return answers


def resend(
    invitation: Invitation, *, by: Actor, user_id: int, at: datetime | None = None
) -> Invitation:
    """A fresh link. Raises `Refused`, `LimitReached`."""
    now = at or timezone.now()
    with _attempt("resend", invitation.agency_id, invitation.role, by, user_id, now):
        return offers.renew(_pending(invitation, "resend"), by=by, at=now)


def cancel(
    invitation: Invitation, *, by: Actor, user_id: int, at: datetime | None = None
) -> Invitation:
    """Takes it back. Raises `Refused`."""
    now = at or timezone.now()
    with _attempt("cancel", invitation.agency_id, invitation.role, by, user_id, now):
        pending, cancelled = _pending(invitation, "cancel"), InvitationState.CANCELLED
        return offers.end(pending, cancelled, "invitation.cancelled", by=by, at=now)


def copy_link(
    invitation: Invitation, agency: Agency, *, by: Actor, user_id: int, at: datetime | None = None
) -> str:
    """The live link; each look is in the record. Raises `Refused`."""
    now = at or timezone.now()
    with _attempt("copy_link", agency.pk, invitation.role, by, user_id, now):
        pending = _pending(invitation, "copy_link")
        if pending.expires_at <= now:
            raise Refused("copy_link", "expired")
        offers.write_down("invitation.link_copied", pending, by, now)
    return offers.link_of(agency, pending)


def change_role(
    place: Staff, role: Role, *, by: Actor, user_id: int, at: datetime | None = None
) -> None:
    """Holds from the person's next click. Raises `OwnersOnly`, `LastOwner`, `Refused`."""
    now = at or timezone.now()
    with _attempt("change_role", place.agency_id, role, by, user_id, now):
        present = _present(place, "change_role", user_id)
        if present.role == role:
            return
        _keep_an_owner(present, "change_role")
        Staff.objects.filter(pk=present.pk).update(role=role)
        changed = {"before": {"role": present.role}, "after": {"role": role.value}}
        _write_down("staff.role_changed", present, by, now, **changed)
        notices.tell(present.user, "staff_role", about=present.pk, at=now)


def remove(place: Staff, *, by: Actor, user_id: int, at: datetime | None = None) -> None:
    """Ends the person's work here. Who is no client's member either is signed out at once, and
    cannot reset a password. Raises `OwnersOnly`, `LastOwner`, `Refused`.
    """
    now = at or timezone.now()
    with _attempt("remove_staff", place.agency_id, place.role, by, user_id, now):
        present = _present(place, "remove_staff", user_id)
        _keep_an_owner(present, "remove_staff")
        Staff.objects.filter(pk=present.pk).update(ended_at=now)
        if not departures.has_access(present.user_id):
            departures.shut_out(present.user_id, at=now)
        _write_down(
            "staff.removed",
            present,
            by,
            now,
            before={"email": present.user.email, "role": present.role},
        )
        notices.tell(present.user, "staff_removed", at=now)


@contextmanager
def _attempt(
    event: str, agency_id: int, role: str, by: Actor, user_id: int, at: datetime
) -> Iterator[None]:
    """The transaction; a refusal is written down after it, as one of an act that was denied."""
    try:
        with transaction.atomic():
            Agency.objects.select_for_update(no_key=True).get(pk=agency_id)
            _refuse_unless(event, user_id, role)
            yield
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


def _refuse_unless(event: str, user_id: int, role: str) -> None:
    """Whether who acts may give, or take away, this role."""
    actor = Staff.objects.filter(user_id=user_id, ended_at__isnull=True).first()
    if actor is None or not roles.may(actor.role, "staff.edit"):
        raise Refused(event, "no right")
    if not roles.may_give(actor.role, role):
        raise OwnersOnly(event, "owners only")


def _present(place: Staff, event: str, user_id: int) -> Staff:
    """The row as it is now, if who acts may touch it."""
    rows = Staff.objects.select_related("user").filter(pk=place.pk, ended_at__isnull=True)
    present: Staff | None = rows.first()
    if present is None:
        raise Refused(event, "gone")
    _refuse_unless(event, user_id, present.role)
    return present


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


def _offer(agency: Agency, address: Address, role: Role, note: str, user_id: int) -> Offer:
    kind = Kind.STAFF
    return Offer(
        agency=agency, address=address, role=role, kind=kind, note=note, invited_by_id=user_id
    )


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


def _write_down(act: str, place: Staff, by: Actor, now: datetime, **facts: dict[str, str]) -> None:
    about = f"user:{place.user.public_id}"
    record(act, agency_id=place.agency_id, by=by, about=about, at=now, **facts)
