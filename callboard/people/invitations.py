"""The verbs of an invitation, and nothing else writes its columns.

    No Email      set address                    Email Set
    Email Set     invite                         Invite Sent
    Invite Sent   accept                         Active
                  resend                         Invite Sent: a new link, the old one is dead
                  cancel, undo, change address   Email Set
                  its days pass                  Invite Expired
                  the mail comes back            Bounced
    Bounced       as Invite Sent, but a resend to the same address has to be meant
    Expired       resend                         Invite Sent
    Active        revoke                         Revoked
    Revoked       invite                         Invite Sent

One transition is one conditional UPDATE that must hit one row, in the transaction that also writes
membership, audit and the queued mail. Every verb takes who does it (`by`) and when (`at`, now by
default), and raises a named refusal (`callboard.people.refusals`) without having changed anything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Agency, Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.keys import ring
from callboard.mail import outbox
from callboard.people import access, budgets
from callboard.people.access import Access
from callboard.people.models import Invitation, PastLink
from callboard.people.models.invitation import InvitationState
from callboard.people.refusals import Refused, TooLate
from callboard.people.tokens import LinkFacts, new_selector

UNDO_FOR = timedelta(seconds=10)

INVITABLE = {Access.EMAIL_SET, Access.REVOKED}
RESENDABLE = {Access.INVITE_SENT, Access.INVITE_EXPIRED}
CANCELLABLE = {Access.INVITE_SENT, Access.INVITE_BOUNCED}
COPYABLE = CANCELLABLE


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


def invite(
    client: Client, *, by: Actor, user_id: int | None, note: str = "", at: datetime | None = None
) -> Invitation:
    """Invites the contact address. The mail waits ten seconds, in which `undo` calls it back.

    Raises `Refused` outside Email Set and Revoked, `LimitReached`.
    """
    now = at or timezone.now()
    with attempt("invite", client, by, now):
        known = _standing(client, "invite", now, INVITABLE)
        if not known.contact_email_canonical:
            raise Refused("invite", Access.NO_EMAIL)
        budgets.spend_invitation(client.agency_id, known.contact_email_canonical, now)
        invitation = Invitation.objects.create(
            agency_id=client.agency_id,
            client_id=client.pk,
            address=known.contact_email,
            address_canonical=known.contact_email_canonical,
            note=note,
            invited_by_id=user_id,
            selector=new_selector(),
            key_id=ring.newest_key_id(),
            created_at=now,
            sent_at=now,
            expires_at=now + _life(client),
        )
        Client.objects.filter(pk=client.pk).update(access_revoked_at=None)
        _queue_mail(invitation, client, at=now, not_before=now + UNDO_FOR)
        _record("invitation.created", invitation, by, now)
    return invitation


def resend(
    client: Client, *, by: Actor, to_bounced: bool = False, at: datetime | None = None
) -> Invitation:
    """A fresh link and a fresh life; the old link stops working at this instant.

    An address that bounced is mailed again only with `to_bounced`. Raises `Refused`,
    `LimitReached`."""
    now = at or timezone.now()
    allowed = RESENDABLE | ({Access.INVITE_BOUNCED} if to_bounced else set())
    with attempt("resend", client, by, now):
        invitation = _latest(_standing(client, "resend", now, allowed))
        budgets.spend_invitation(client.agency_id, invitation.address_canonical, now)
        old = PastLink(
            agency_id=invitation.agency_id,
            invitation=invitation,
            selector=invitation.selector,
            key_id=invitation.key_id,
            generation=invitation.generation,
            replaced_at=now,
        )
        _move(
            invitation,
            "resend",
            generation=invitation.generation + 1,
            selector=new_selector(),
            key_id=ring.newest_key_id(),
            sent_at=now,
            expires_at=now + _life(client),
            opened_at=None,
            checked_at=None,
        )
        old.save()
        if invitation.mail is not None:
            outbox.withdraw(invitation.mail)
        _queue_mail(invitation, client, at=now, not_before=now)
        _record("invitation.resent", invitation, by, now)
    return invitation


def cancel(client: Client, *, by: Actor, at: datetime | None = None) -> Invitation:
    """Kills the link; the client is back at Email Set. Raises `Refused`."""
    now = at or timezone.now()
    with attempt("cancel", client, by, now):
        invitation = _latest(_standing(client, "cancel", now, CANCELLABLE))
        return end(invitation, InvitationState.CANCELLED, "invitation.cancelled", by=by, at=now)


def undo(client: Client, *, by: Actor, at: datetime | None = None) -> Invitation:
    """Calls an invitation back before its mail has left. Raises `TooLate` once the mail is on its
    way.
    """
    now = at or timezone.now()
    with attempt("undo", client, by, now):
        invitation = _latest(_standing(client, "undo", now, {Access.INVITE_SENT}))
        if invitation.mail is None or not outbox.withdraw(invitation.mail):
            raise TooLate("undo", Access.INVITE_SENT)
        return end(invitation, InvitationState.CANCELLED, "invitation.undone", by=by, at=now)


def copy_link(client: Client, agency: Agency, *, by: Actor, at: datetime | None = None) -> str:
    """The live link, for the agency to send in its own way. Each look is in the record. Raises
    `Refused`.
    """
    now = at or timezone.now()
    with attempt("copy_link", client, by, now):
        invitation = _latest(_standing(client, "copy_link", now, COPYABLE))
        _record("invitation.link_copied", invitation, by, now)
    return link_of(agency, invitation)


def mail_again(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """Mails the live link once more, without a new generation: the person asked for it."""
    _queue_mail(invitation, invitation.client, at=at, not_before=at)
    _record("invitation.mailed_again", invitation, by, at)


def end(
    invitation: Invitation, state: InvitationState, act: str, *, by: Actor, at: datetime
) -> Invitation:
    """Ends an open invitation for one of the reasons; its mail, if still waiting, is not sent."""
    _move(invitation, act, state=state, ended_at=at)
    if invitation.mail is not None:
        outbox.withdraw(invitation.mail)
    _record(act, invitation, by, at)
    return invitation


@contextmanager
def attempt(event: str, client: Client, by: Actor, now: datetime) -> Iterator[None]:
    """One transaction; a refusal leaves nothing behind but its entry in the record."""
    try:
        with transaction.atomic():
            yield
    except Refused as refusal:
        record(
            f"invitation.{event}",
            agency_id=client.agency_id,
            client_id=client.pk,
            by=by,
            before={"access": refusal.state},
            denied=True,
            at=now,
        )
        raise


def _standing(client: Client, event: str, now: datetime, allowed: set[Access]) -> Client:
    """The client, locked, if its state allows the event; raises `Refused` if not."""
    known = access.of(client.pk, now, lock=True)
    if Access(known.access) not in allowed:
        raise Refused(event, known.access)
    return known


def _latest(client: Client) -> Invitation:
    pk = client.invitation_id  # type: ignore[attr-defined]
    return Invitation.objects.select_related("mail").get(pk=pk)


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


def _life(client: Client) -> timedelta:
    return timedelta(days=client.agency.invitation_days)


def _queue_mail(
    invitation: Invitation, client: Client, *, at: datetime, not_before: datetime
) -> None:
    email = outbox.enqueue(
        agency=client.agency,
        client_id=client.pk,
        kind="invitation",
        about=invitation.pk,
        generation=invitation.generation,
        to_address=invitation.address,
        to_name=client.contact_name,
        at=at,
        not_before=not_before,
    )
    invitation.mail = email
    Invitation.objects.filter(pk=invitation.pk).update(mail=email)


def _record(act: str, invitation: Invitation, by: Actor, at: datetime) -> None:
    record(
        act,
        agency_id=invitation.agency_id,
        client_id=invitation.client_id,
        by=by,
        about=f"invitation:{invitation.public_id}",
        after={"address": invitation.address, "generation": invitation.generation},
        at=at,
    )
