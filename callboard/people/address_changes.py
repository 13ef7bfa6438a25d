"""The change of an accepted address: asked for by the person or the agency, confirmed by the person
alone.

    asked for   resend     both links work for another 24 hours
                stop       by whoever reads the old address; nothing changes
                cancel     by the agency or the person
                newer one  replaces it: its links are dead
                24 hours   it has run out
                confirm    the person signs in with the new address from now on

Until then the person keeps signing in with the old address. Every verb runs in one transaction with
its record and its mails.

Rows are locked in one order, here and wherever somebody's access ends: clients, links, the change,
the account, sessions.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from callboard.agencies.addresses import Address
from callboard.agencies.models import Agency, Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.keys import ring
from callboard.mail import outbox
from callboard.mail.models import OutgoingEmail
from callboard.people import budgets, tokens
from callboard.people.address_links import ChangeDead, Why
from callboard.people.models import AddressChange, User
from callboard.people.models.address_change import ChangeState

LIFE = timedelta(hours=24)
# Of two that ask at once, one waits for the other and then replaces it.
_TURNS = 5


class SameAddress(Exception):
    """The account has this address already."""


def propose(
    user: User,
    address: Address,
    *,
    by: Actor,
    client: Client | None = None,
    at: datetime | None = None,
) -> AddressChange:
    """Mails a link to the new address and a notice to the old one; an earlier request is dead.

    `client` is given where the agency asks, on that client's page. Whether the new address has an
    account already makes no difference here. Raises `SameAddress`, `LimitReached`."""
    now = at or timezone.now()
    if address.canonical == user.email_canonical:
        raise SameAddress
    with transaction.atomic():
        both = (address.canonical, user.email_canonical)
        budgets.spend_address_change(user.agency_id, both, now)
        change = _replace(user, address, client, now)
        _mail_both(change, now)
        write_down("address_change.proposed", change, by, now)
    return change


def resend(change: AddressChange, *, by: Actor, at: datetime | None = None) -> AddressChange:
    """The same links once more, for another 24 hours. Raises `ChangeDead`, `LimitReached`."""
    now = at or timezone.now()
    with transaction.atomic():
        both = (change.address_canonical, change.old_canonical)
        budgets.spend_address_change(change.agency_id, both, now)
        move(change, expires_at=now + LIFE)
        _mail_both(change, now)
        write_down("address_change.resent", change, by, now)
    return change


def cancel(change: AddressChange, *, by: Actor, at: datetime | None = None) -> None:
    """By the agency or the person. Raises `ChangeDead`."""
    _stop(change, "address_change.cancelled", by, at or timezone.now())


def stop(change: AddressChange, *, by: Actor, at: datetime | None = None) -> None:
    """By whoever holds the link in the notice to the old address. Raises `ChangeDead`."""
    _stop(change, "address_change.stopped", by, at or timezone.now())


def cancel_asked_for(client: Client, *, by: Actor, at: datetime) -> None:
    """What the agency asked for on this client's page: it has decided otherwise."""
    asked = AddressChange.objects.filter(client=client, state=ChangeState.PENDING)
    for change in asked.select_related("user"):
        cancel(change, by=by, at=at)


def move(change: AddressChange, **changes: object) -> None:
    """The conditional UPDATE: hits the row only while it is pending. Raises `ChangeDead`."""
    pending = AddressChange.objects.filter(pk=change.pk, state=ChangeState.PENDING)
    if pending.update(**changes) != 1:
        change.refresh_from_db(fields=["state"])
        raise ChangeDead(Why(change.state))
    for name, value in changes.items():
        setattr(change, name, value)


def write_down(
    act: str, change: AddressChange, by: Actor, at: datetime, *, denied: bool = False
) -> None:
    """Into the timeline of the client whose contact it concerns, if there is one."""
    record(
        act,
        agency_id=change.agency_id,
        client_id=change.client_id or _client_concerned(change),
        by=by,
        about=f"user:{change.user.public_id}",
        before={"email": change.old_address},
        after={"email": change.address},
        denied=denied,
        at=at,
    )


def _client_concerned(change: AddressChange) -> int | None:
    concerned = clients_led_by(change.user_id, [change.old_canonical, change.address_canonical])
    first: int | None = concerned.order_by("pk").values_list("pk", flat=True).first()
    return first


def clients_led_by(user_id: int, addresses: list[str]) -> QuerySet[Client]:
    """The clients whose contact this person is, under one of these addresses, and has access."""
    rows: QuerySet[Client] = Client.objects.filter(
        contact_email_canonical__in=addresses,
        memberships__user_id=user_id,
        memberships__ended_at__isnull=True,
    )
    return rows


def _replace(user: User, address: Address, client: Client | None, now: datetime) -> AddressChange:
    for turn in range(1, _TURNS + 1):
        try:
            with transaction.atomic():
                AddressChange.objects.filter(user=user, state=ChangeState.PENDING).update(
                    state=ChangeState.REPLACED, ended_at=now
                )
                made: AddressChange = AddressChange.objects.create(
                    agency=Agency.objects.get(pk=user.agency_id),
                    user=user,
                    client=client,
                    old_address=user.email,
                    old_canonical=user.email_canonical,
                    address=address.original,
                    address_canonical=address.canonical,
                    confirm_selector=tokens.new_selector(),
                    stop_selector=tokens.new_selector(),
                    key_id=ring.newest_key_id(),
                    created_at=now,
                    expires_at=now + LIFE,
                )
                return made
        except IntegrityError:
            if turn == _TURNS:
                raise
    raise AssertionError("unreachable")


def queue_mail(change: AddressChange, kind: str, to: str, at: datetime) -> OutgoingEmail:
    return outbox.enqueue(
        agency=change.agency,
        client_id=change.client_id,
        kind=kind,
        about=change.pk,
        generation=1,
        to_address=to,
        to_name=change.user.name,
        at=at,
    )


def _mail_both(change: AddressChange, now: datetime) -> None:
    queue_mail(change, "address_change_notice", change.old_address, now)
    change.mail = queue_mail(change, "address_change", change.address, now)
    AddressChange.objects.filter(pk=change.pk).update(mail=change.mail)


def _stop(change: AddressChange, act: str, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        move(change, state=ChangeState.STOPPED, ended_at=now)
        write_down(act, change, by, now)
