"""The people of one client's portal: colleagues are invited, leave, are removed and restored.

The agency and the members themselves use the same verbs, and everybody sees the same list. Each
runs in one transaction with its record and its mails, and takes who does it (`by`) and when.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Max
from django.utils import timezone

from callboard.agencies.addresses import Address
from callboard.agencies.models import Agency, Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import access, departures, invitations, offers, progress
from callboard.people.access import Access
from callboard.people.models import Invitation, Membership
from callboard.people.models.invitation import InvitationState, Kind
from callboard.people.models.membership import Ending
from callboard.people.offers import Offer
from callboard.people.refusals import Refused

MOST_AT_ONCE = 10

# Colleagues come to a portal that has, or awaits, its first person.
WELCOMING = {
    Access.INVITE_SENT,
    Access.INVITE_EXPIRED,
    Access.INVITE_BOUNCED,
    Access.ACTIVE,
}


class Result(StrEnum):
    INVITED = "invited"
    ALREADY_MEMBER = "already_member"
    ALREADY_INVITED = "already_invited"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one address."""

    address: Address
    result: Result


def invite(
    client: Client,
    addresses: Sequence[Address],
    *,
    by: Actor,
    user_id: int | None,
    note: str = "",
    not_before: datetime | None = None,
    at: datetime | None = None,
) -> list[Answer]:
    """Invites colleagues, at most `MOST_AT_ONCE`; who is there already is left as is.

    All or none: raises `Refused`, `LimitReached`."""
    now = at or timezone.now()
    answers = []
    with invitations.attempt("invite_colleague", client, by, now):
        known = access.of(client.pk, now, lock=True)
        if known.archived_at is not None or Access(known.access) not in WELCOMING:
            raise Refused("invite_colleague", known.access)
        taken = _taken(client, now)
        for address in addresses[:MOST_AT_ONCE]:
            result = taken.setdefault(address.canonical, Result.INVITED)
            answers.append(Answer(address, result))
            if result is not Result.INVITED:
                continue
            taken[address.canonical] = Result.ALREADY_INVITED
            offer = Offer(
                agency=client.agency,
                client=client,
                kind=_kind(known, address.canonical),
                address=address,
                note=note,
                invited_by_id=user_id,
            )
            offers.make(offer, by=by, at=now, not_before=not_before)
    return answers


def resend(invitation: Invitation, *, by: Actor, at: datetime | None = None) -> Invitation:
    """A fresh link for one pending person. Raises `Refused`, `LimitReached`."""
    now = at or timezone.now()
    with invitations.attempt("resend", _client(invitation), by, now):
        pending = _pending(invitation, "resend")
        if pending.kind == Kind.CONTACT and progress.came_back(pending):
            raise Refused("resend", Access.INVITE_BOUNCED)
        return offers.renew(pending, by=by, at=now)


def cancel(invitation: Invitation, *, by: Actor, at: datetime | None = None) -> Invitation:
    """Takes one pending invitation back. Raises `Refused`."""
    now = at or timezone.now()
    with invitations.attempt("cancel", _client(invitation), by, now):
        cancelled = InvitationState.CANCELLED
        pending = _pending(invitation, "cancel")
        return offers.end(pending, cancelled, "invitation.cancelled", by=by, at=now)


def copy_link(
    invitation: Invitation, agency: Agency, *, by: Actor, at: datetime | None = None
) -> str:
    """One pending person's live link; each look is in the record. Raises `Refused`."""
    now = at or timezone.now()
    with invitations.attempt("copy_link", _client(invitation), by, now):
        pending = _pending(invitation, "copy_link")
        if pending.expires_at <= now:
            raise Refused("copy_link", Access.INVITE_EXPIRED)
        return offers.copied(pending, agency, by=by, at=now)


def remove(membership: Membership, *, by: Actor, at: datetime | None = None) -> None:
    """Ends one person's access to this client; the agency may remove the last one.

    Raises `Refused` where that person has gone already."""
    _end(membership, Ending.REMOVED, "member.removed", by, at or timezone.now())


def leave(membership: Membership, *, by: Actor, at: datetime | None = None) -> None:
    """Ends one's own access. Raises `Refused` for the last person."""
    now = at or timezone.now()
    with invitations.attempt("leave", membership.client, by, now):
        if is_last(membership):
            raise Refused("leave", "last person")
        _end(membership, Ending.LEFT, "member.left", by, now)


def is_last(membership: Membership) -> bool:
    """Whether nobody would be left without this person."""
    others = Membership.objects.active().filter(client_id=membership.client_id)
    return not others.exclude(pk=membership.pk).exists()


def restore(
    client: Client,
    people: Sequence[Membership],
    *,
    by: Actor,
    user_id: int | None,
    at: datetime | None = None,
) -> list[Invitation]:
    """Invites those again whose access was revoked; each accepts with the password they have.

    Raises `Refused` unless the client is Revoked and there is somebody, `LimitReached`."""
    now = at or timezone.now()
    with invitations.attempt("restore", client, by, now):
        known = access.of(client.pk, now, lock=True)
        if known.archived_at is not None or known.access != Access.REVOKED or not people:
            raise Refused("restore", known.access)
        taken = _taken(client, now)
        made = []
        for past in people:
            address = Address(past.user.email, past.user.email_canonical)
            if address.canonical in taken:
                continue
            taken[address.canonical] = Result.ALREADY_INVITED
            offer = Offer(
                agency=client.agency,
                client=client,
                kind=_kind(known, address.canonical),
                address=address,
                to_name=past.user.name,
                invited_by_id=user_id,
            )
            made.append(offers.make(offer, by=by, at=now))
        if any(invitation.kind == Kind.CONTACT for invitation in made):
            Client.objects.filter(pk=client.pk).update(access_revoked_at=None)
    return made


def restorable(client: Client) -> list[Membership]:
    """Whose access the last revocation (or archiving) ended, by name. Who was removed or left
    before it, or came back since, is not among them.
    """
    rows = Membership.objects.filter(client=client, ended_at__isnull=False)
    last = rows.filter(ending__in=[Ending.REVOKED, Ending.ARCHIVED]).aggregate(at=Max("ended_at"))
    ended = rows.filter(ended_at=last["at"], ending__in=[Ending.REVOKED, Ending.ARCHIVED])
    return list(ended.select_related("user").order_by("user__name", "id"))


def _taken(client: Client, now: datetime) -> dict[str, Result]:
    """Canonical addresses that have access, or an invitation that still works."""
    pending = (
        Invitation.objects.open()
        .filter(client=client, expires_at__gt=now)
        .values_list("address_canonical")
    )
    members = Membership.objects.active().filter(client=client).values_list("user__email_canonical")
    return {
        **{address: Result.ALREADY_INVITED for (address,) in pending},
        **{address: Result.ALREADY_MEMBER for (address,) in members},
    }


def _kind(client: Client, canonical: str) -> Kind:
    return Kind.CONTACT if canonical == client.contact_email_canonical else Kind.COLLEAGUE


def _client(invitation: Invitation) -> Client:
    assert invitation.client is not None
    return invitation.client


def _pending(invitation: Invitation, event: str) -> Invitation:
    """The row as it is now, under the client's lock."""
    rows = Invitation.objects.select_related("mail", "agency", "client")
    fresh: Invitation = rows.get(pk=invitation.pk)
    if fresh.state != InvitationState.OPEN:
        raise Refused(event, fresh.state)
    return fresh


def _end(membership: Membership, ending: Ending, act: str, by: Actor, now: datetime) -> None:
    with invitations.attempt(act, membership.client, by, now):
        if departures.depart([membership], ending, by=by, at=now).people != 1:
            raise Refused(act, "gone")
        record(
            act,
            agency_id=membership.agency_id,
            client_id=membership.client_id,
            by=by,
            about=f"user:{membership.user.public_id}",
            before={"email": membership.user.email},
            at=now,
        )
