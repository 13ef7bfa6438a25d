"""The verbs of the invitation to a client's contact address, which the access state follows.

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

Every verb runs in one transaction with the record and the queued mail. It takes who does it (`by`)
and when (`at`, now by default), and raises a named refusal (`callboard.people.refusals`) without
having changed anything.
"""

from collections.abc import Iterator, Set
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from callboard.agencies.addresses import Address
from callboard.agencies.models import Agency, Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.mail import outbox
from callboard.people import access, departures, offers
from callboard.people.access import Access
from callboard.people.models import Invitation
from callboard.people.models.invitation import InvitationState
from callboard.people.offers import Offer
from callboard.people.refusals import Refused, TooLate

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess

UNDO_FOR = timedelta(seconds=10)
AT_ONCE = timedelta()
# Of the staff, for what is done to a client's portal; the client's own people need none.
RIGHTS = {
    "archive": "clients.revoke",
    "change_address": "clients.edit",
    "member.removed": "clients.revoke",
    "revoke": "clients.revoke",
    "unarchive": "clients.revoke",
}

INVITABLE = frozenset({Access.EMAIL_SET, Access.REVOKED})
RESENDABLE = frozenset({Access.INVITE_SENT, Access.INVITE_EXPIRED})
CANCELLABLE = frozenset({Access.INVITE_SENT, Access.INVITE_BOUNCED})
COPYABLE = CANCELLABLE


def invite(
    client: Client,
    *,
    by: Actor,
    user_id: int | None,
    note: str = "",
    hold: timedelta = UNDO_FOR,
    only_from: Access | None = None,
    at: datetime | None = None,
) -> Invitation:
    """Invites the contact address. The mail waits ten seconds, in which `undo` calls it back.

    Raises `Refused` outside Email Set and Revoked (or outside the one state given), `LimitReached`.
    """
    now = at or timezone.now()
    with attempt("invite", client, by, now):
        known = _standing(client, "invite", now, {only_from} if only_from else INVITABLE)
        if not known.contact_email_canonical:
            raise Refused("invite", Access.NO_EMAIL)
        offer = Offer(
            agency=client.agency,
            client=client,
            address=Address(known.contact_email, known.contact_email_canonical),
            to_name=client.contact_name,
            note=note,
            invited_by_id=user_id,
        )
        invitation = offers.make(offer, by=by, at=now, not_before=now + hold)
        Client.objects.filter(pk=client.pk).update(access_revoked_at=None)
    return invitation


def resend(
    client: Client,
    *,
    by: Actor,
    to_bounced: bool = False,
    only_from: Access | None = None,
    at: datetime | None = None,
) -> Invitation:
    """A fresh link and a fresh life; the old link stops working at this instant.

    An address that bounced is mailed again only with `to_bounced`. Raises `Refused`,
    `LimitReached`."""
    now = at or timezone.now()
    allowed = {only_from} if only_from else RESENDABLE
    if to_bounced:
        allowed = allowed | {Access.INVITE_BOUNCED}
    with attempt("resend", client, by, now):
        invitation = _latest(_standing(client, "resend", now, allowed))
        return offers.renew(invitation, to_name=client.contact_name, by=by, at=now)


def cancel(client: Client, *, by: Actor, at: datetime | None = None) -> Invitation:
    """Kills the link, and those of colleagues while nobody is in; the client is back at Email Set.

    Raises `Refused`."""
    now = at or timezone.now()
    with attempt("cancel", client, by, now):
        invitation = _latest(_standing(client, "cancel", now, CANCELLABLE))
        cancelled = InvitationState.CANCELLED
        ended = offers.end(invitation, cancelled, "invitation.cancelled", by=by, at=now)
        end_colleagues_of_nobody(client, by=by, at=now)
    return ended


def end_colleagues_of_nobody(client: Client, *, by: Actor, at: datetime) -> None:
    """Where nobody is in and the contact is not invited, no colleague comes in before them."""
    if access.of(client.pk, at).access in (Access.EMAIL_SET, Access.NO_EMAIL):
        offers.end_all(Invitation.objects.of_client(client.pk), by=by, at=at)


def undo(client: Client, *, by: Actor, at: datetime | None = None) -> Invitation:
    """Calls an invitation back before its mail has left. Raises `TooLate` once the mail is on its
    way.
    """
    now = at or timezone.now()
    with attempt("undo", client, by, now):
        invitation = _latest(_standing(client, "undo", now, {Access.INVITE_SENT}))
        if invitation.mail is None or not outbox.withdraw(invitation.mail):
            raise TooLate("undo", Access.INVITE_SENT)
        cancelled = InvitationState.CANCELLED
        return offers.end(invitation, cancelled, "invitation.undone", by=by, at=now)


def copy_link(client: Client, agency: Agency, *, by: Actor, at: datetime | None = None) -> str:
    """The live link, for the agency to send in its own way. Each look is in the record. Raises
    `Refused`.
    """
    now = at or timezone.now()
    with attempt("copy_link", client, by, now):
        invitation = _latest(_standing(client, "copy_link", now, COPYABLE))
        return offers.copied(invitation, agency, by=by, at=now)


@contextmanager
def attempt(event: str, client: Client, by: Actor, now: datetime) -> Iterator[None]:
    """One transaction behind the lock of the client's row, for who still may; a refusal leaves
    nothing behind but its entry in the record.
    """
    try:
        with transaction.atomic():
            list(Client.objects.select_for_update(no_key=True).filter(pk=client.pk).values("pk"))
            departures.must_act(event, by, RIGHTS.get(event, "clients.invite"), client.pk)
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


def _standing(
    client: Client, event: str, now: datetime, allowed: Set[Access]
) -> "ClientWithAccess":
    """The client, locked, if its state allows the event; raises `Refused` if not."""
    known = access.of(client.pk, now, lock=True)
    if known.archived_at is not None:
        raise Refused(event, "archived")
    if Access(known.access) not in allowed:
        raise Refused(event, known.access)
    return known


def _latest(client: Client) -> Invitation:
    pk = client.invitation_id  # type: ignore[attr-defined]
    return Invitation.objects.select_related("mail", "agency").get(pk=pk)
