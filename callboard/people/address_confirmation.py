"""Confirming a new address: from then on the person signs in with it, and with nothing else.

Whether the address is free is decided inside the transaction, by the database: of two people who
confirm the same one at once, one gets it.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import address_changes, address_links, offers, sessions
from callboard.people.address_links import ChangeDead, Why
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
from callboard.people.models.invitation import InvitationState
from callboard.people.models.session import EndReason
from callboard.people.refusals import BelongsToSomebodyElse


class AddressTaken(Exception):
    """An account of this agency has the new address; nothing was changed (409)."""


def confirm(change: AddressChange, user: User, *, by: Actor, at: datetime | None = None) -> User:
    """`user` is who is signed in or gave the password. Every session and link of the account ends.

    Raises `BelongsToSomebodyElse`, `ChangeDead`, `AddressTaken`."""
    now = at or timezone.now()
    who = Actor("member", user.name, user.public_id, by.ip, by.user_agent, by.request_id)
    by = who if by.kind == "link" else by
    try:
        if change.user_id != user.pk:
            raise BelongsToSomebodyElse
        with transaction.atomic():
            _switch(change, by, now)
    except (BelongsToSomebodyElse, ChangeDead, AddressTaken):
        address_changes.write_down("address_change.confirmed", change, by, now, denied=True)
        raise
    user.refresh_from_db()
    return user


def _switch(change: AddressChange, by: Actor, now: datetime) -> None:
    _lock_clients(change)
    AccountLink.objects.filter(user_id=change.user_id).end()
    MailedCode.objects.filter(user_id=change.user_id).end()
    change.refresh_from_db(fields=["state", "expires_at"])
    address_links.standing(change, at=now)
    address_changes.move(change, state=ChangeState.CONFIRMED, ended_at=now)
    _take_address(change)
    sessions.end_all(change.user_id, EndReason.SIGNED_OUT, at=now)
    _end_invitations(change, by, now)
    for client in address_changes.clients_led_by(change.user_id, [change.old_canonical]):
        _follow(client, change, by, now)
    for address in (change.old_address, change.address):
        address_changes.queue_mail(change, "address_changed", address, now)
    address_changes.write_down("address_change.confirmed", change, by, now)


def _lock_clients(change: AddressChange) -> None:
    """Those where the person has access, and those that have invited the old address: what the
    agency does to them meanwhile is done before or after.
    """
    member = Q(memberships__user_id=change.user_id, memberships__ended_at__isnull=True)
    invited = Q(
        invitations__address_canonical=change.old_canonical,
        invitations__state=InvitationState.OPEN,
    )
    concerned = Client.objects.filter(member | invited).values("pk")
    rows = Client.objects.filter(pk__in=concerned).order_by("pk")
    list(rows.select_for_update(no_key=True))


def _take_address(change: AddressChange) -> None:
    account = User.objects.filter(pk=change.user_id, email_canonical=change.old_canonical)
    try:
        with transaction.atomic():
            hit = account.update(
                email=change.address,
                email_canonical=change.address_canonical,
                address_proved=True,
                epoch=F("epoch") + 1,
            )
    except IntegrityError:
        raise AddressTaken from None
    if hit != 1:
        raise ChangeDead(Why.REPLACED)


def _end_invitations(change: AddressChange, by: Actor, now: datetime) -> None:
    """Whoever still reads the old mailbox must find nothing in it that opens."""
    old = Invitation.objects.open().filter(address_canonical=change.old_canonical)
    for invitation in old.select_related("mail"):
        act = "invitation.address_changed"
        offers.end(invitation, InvitationState.ADDRESS_CHANGED, act, by=by, at=now)
    offers.end_all(_to_where_they_are(change), by=by, at=now)


def _to_where_they_are(change: AddressChange) -> QuerySet[Invitation]:
    """Invitations of the new address to places that the person has: by these they would come back
    after they were removed.
    """
    portals = Membership.objects.active().filter(user_id=change.user_id).values("client_id")
    here = Q(client_id__in=portals)
    if Staff.objects.filter(user_id=change.user_id, ended_at__isnull=True).exists():
        here |= Q(client_id__isnull=True)
    return Invitation.objects.filter(here, address_canonical=change.address_canonical)


def _follow(client: Client, change: AddressChange, by: Actor, now: datetime) -> None:
    Client.objects.filter(pk=client.pk).update(
        contact_email=change.address, contact_email_canonical=change.address_canonical
    )
    record(
        "client.address_changed",
        agency_id=client.agency_id,
        client_id=client.pk,
        by=by,
        about=f"client:{client.public_id}",
        before={"contact_email": change.old_address},
        after={"contact_email": change.address},
        at=now,
    )
