"""What happens to an invitation's row, whoever is invited to what: it is made, renewed, ended.

The verbs stand above and decide whether it may happen: `invitations` for a client's contact,
`team` for colleagues, `staff` for the agency's own people. One transition is one conditional UPDATE
that must hit one row, inside the verb's transaction, which also writes the record and the queued
mail.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from callboard.agencies.addresses import Address
from callboard.agencies.models import Agency, Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.keys import ring
from callboard.mail import outbox
from callboard.people import budgets
from callboard.people.models import Invitation, PastLink
from callboard.people.models.invitation import InvitationState, Kind
from callboard.people.refusals import Refused
from callboard.people.roles import Role
from callboard.people.tokens import LinkFacts, new_selector


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered to whom; `client` is none exactly where `role` is not. `to_name` is how the
    mail addresses them.
    """

    agency: Agency
    address: Address
    client: Client | None = None
    role: Role | None = None
    kind: Kind = Kind.CONTACT
    to_name: str = ""
    note: str = ""
    invited_by_id: int | None = None


def facts_of(invitation: Invitation) -> LinkFacts:
    return LinkFacts(
        "invitation",
        invitation.selector,
        invitation.key_id,
        invitation.generation,
        invitation.address_canonical,
    )


def link_of(agency: Agency, invitation: Invitation) -> str:
    """The address in the mail. A secret: it goes into mails and one-time displays, never into a log
    or a row.
    """
    return agency.url(f"/invitation/{facts_of(invitation).token()}/")


def make(
    offer: Offer, *, by: Actor, at: datetime, not_before: datetime | None = None
) -> Invitation:
    """An open invitation, and its mail in the queue. Raises `LimitReached`.

    One that ran out and was never ended is renewed: to one address there is one open invitation."""
    standing = _standing(offer)
    if standing is not None:
        _offer_anew(standing, offer)
        return renew(standing, to_name=offer.to_name, by=by, at=at, not_before=not_before)
    client_id = offer.client.pk if offer.client else None
    _spend(offer.agency.pk, client_id, offer.address.canonical, by, at)
    invitation = Invitation.objects.create(
        agency=offer.agency,
        client=offer.client,
        kind=offer.kind,
        role=offer.role or "",
        address=offer.address.original,
        address_canonical=offer.address.canonical,
        note=offer.note,
        invited_by_id=offer.invited_by_id,
        selector=new_selector(),
        key_id=ring.newest_key_id(),
        created_at=at,
        sent_at=at,
        expires_at=at + life(offer.agency),
    )
    queue_mail(invitation, to_name=offer.to_name, at=at, not_before=not_before or at)
    write_down("invitation.created", invitation, by, at)
    return invitation


def renew(
    invitation: Invitation,
    *,
    to_name: str = "",
    by: Actor,
    at: datetime,
    not_before: datetime | None = None,
) -> Invitation:
    """A fresh link and a fresh life; the old link stops working at this instant.

    Raises `LimitReached`, `Refused` where somebody else was quicker."""
    _spend(invitation.agency_id, invitation.client_id, invitation.address_canonical, by, at)
    old = PastLink(
        agency_id=invitation.agency_id,
        invitation=invitation,
        selector=invitation.selector,
        key_id=invitation.key_id,
        generation=invitation.generation,
        replaced_at=at,
    )
    _move(
        invitation,
        "resend",
        generation=invitation.generation + 1,
        selector=new_selector(),
        key_id=ring.newest_key_id(),
        sent_at=at,
        expires_at=at + life(invitation.agency),
        opened_at=None,
        checked_at=None,
        copied_at=None,
        expiry_told_at=None,
    )
    old.save()
    if invitation.mail is not None:
        outbox.withdraw(invitation.mail)
    queue_mail(invitation, to_name=to_name, at=at, not_before=not_before or at)
    write_down("invitation.resent", invitation, by, at)
    return invitation


def end(
    invitation: Invitation, state: InvitationState, act: str, *, by: Actor, at: datetime
) -> Invitation:
    """Ends an open invitation for one of the reasons; its mail, if still waiting, is not sent."""
    _move(invitation, act, state=state, ended_at=at)
    if invitation.mail is not None:
        outbox.withdraw(invitation.mail)
    write_down(act, invitation, by, at)
    return invitation


def end_all(rows: QuerySet[Invitation], *, by: Actor, at: datetime) -> None:
    """Takes back those of the rows that are open."""
    for invitation in rows.filter(state=InvitationState.OPEN).select_related("mail"):
        end(invitation, InvitationState.CANCELLED, "invitation.cancelled", by=by, at=at)


def copied(invitation: Invitation, agency: Agency, *, by: Actor, at: datetime) -> str:
    """The live link, shown to somebody; each look is in the record. The agency knows whom it sends
    a link to; what a client's people do with one proves nobody's mailbox.
    """
    if by.kind == "member":
        Invitation.objects.filter(pk=invitation.pk).update(copied_at=at)
    write_down("invitation.link_copied", invitation, by, at)
    return link_of(agency, invitation)


def mail_again(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """Mails the live link once more, without a new generation: the person asked for it."""
    queue_mail(invitation, at=at, not_before=at)
    write_down("invitation.mailed_again", invitation, by, at)


def queue_mail(
    invitation: Invitation, *, to_name: str = "", at: datetime, not_before: datetime
) -> None:
    email = outbox.enqueue(
        agency=invitation.agency,
        client_id=invitation.client_id,
        kind="invitation",
        about=invitation.pk,
        generation=invitation.generation,
        to_address=invitation.address,
        to_name=to_name,
        at=at,
        not_before=not_before,
    )
    invitation.mail = email
    Invitation.objects.filter(pk=invitation.pk).update(mail=email)


def life(agency: Agency) -> timedelta:
    """How long a link of this agency works."""
    return timedelta(days=agency.invitation_days)


def write_down(act: str, invitation: Invitation, by: Actor, at: datetime) -> None:
    record(
        act,
        agency_id=invitation.agency_id,
        client_id=invitation.client_id,
        by=by,
        about=f"invitation:{invitation.public_id}",
        after={"address": invitation.address, "generation": invitation.generation},
        at=at,
    )


def _spend(agency_id: int, client_id: int | None, address: str, by: Actor, at: datetime) -> None:
    own = client_id if by.kind == "member" else None
    budgets.spend_invitation(agency_id, address, at, by_people_of=own)


def _standing(offer: Offer) -> Invitation | None:
    rows = Invitation.objects.open().filter(
        client=offer.client, address_canonical=offer.address.canonical
    )
    return rows.select_related("agency", "mail").first()


def _offer_anew(standing: Invitation, offer: Offer) -> None:
    """What ran out offered something else perhaps: what is offered now counts."""
    facts: dict[str, Any] = {
        "kind": offer.kind,
        "role": offer.role or "",
        "note": offer.note,
        "invited_by_id": offer.invited_by_id,
    }
    Invitation.objects.filter(pk=standing.pk).update(**facts)
    for name, value in facts.items():
        setattr(standing, name, value)


def _move(invitation: Invitation, event: str, **changes: object) -> None:
    """The conditional UPDATE: hits the row only while it is open and of the generation that was
    read.
    """
    hit = Invitation.objects.filter(
        pk=invitation.pk, state=InvitationState.OPEN, generation=invitation.generation
    ).update(**changes)
    if hit != 1:
        raise Refused(event, "changed meanwhile")
    for name, value in changes.items():
        setattr(invitation, name, value)
