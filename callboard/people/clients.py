"""Adding a client and changing what is known of it; every change says what was there before."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from callboard.agencies.addresses import Address
from callboard.agencies.models import Agency, Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import access, contact, departures, invitations
from callboard.people.access import Access
from callboard.people.models import Invitation
from callboard.people.refusals import Refused


@dataclass(frozen=True, slots=True)
class Facts:
    """What a client's form asks, but for the address, which has rules of its own."""

    name: str
    contact_name: str
    mobile: str
    time_zone: str
    handles_health_information: bool
    notes: str
    recordings_kept_days: int | None = None


def add(
    agency: Agency, facts: Facts, address: Address | None, *, by: Actor, at: datetime | None = None
) -> Client:
    """A new client. Nothing is sent."""
    now = at or timezone.now()
    with transaction.atomic():
        departures.must_act("add_client", by, "clients.edit")
        client: Client = Client.objects.create(
            agency=agency,
            contact_email=address.original if address else "",
            contact_email_canonical=address.canonical if address else "",
            created_at=now,
            **asdict(facts),
        )
        record(
            "client.created",
            agency_id=agency.pk,
            client_id=client.pk,
            by=by,
            about=f"client:{client.public_id}",
            after={"name": client.name, "contact_email": client.contact_email},
            at=now,
        )
    return client


def _nothing(_client: Client) -> None:
    pass


def change(
    client: Client,
    facts: Facts,
    address: Address | None,
    *,
    by: Actor,
    answer: contact.Answer | None = None,
    on_new_zone: Callable[[Client], None] = _nothing,
    at: datetime | None = None,
) -> bool:
    """Stores facts and address together; True if anything changed.

    For a changed address see `contact.set_contact_address`; where that refuses, nothing at all is
    stored. `on_new_zone` runs in the same transaction: numbers
    counted by day stand in a layer above this one."""
    now = at or timezone.now()
    with invitations.attempt("change_address", client, by, now):
        moved = contact.set_contact_address(client, address, by=by, answer=answer, at=now)
        new = asdict(facts)
        before = {name: getattr(client, name) for name in new if getattr(client, name) != new[name]}
        if not before:
            return moved
        after = {name: new[name] for name in before}
        Client.objects.filter(pk=client.pk).update(**after)
        for name, value in after.items():
            setattr(client, name, value)
        record(
            "client.changed",
            agency_id=client.agency_id,
            client_id=client.pk,
            by=by,
            about=f"client:{client.public_id}",
            before=before,
            after=after,
            at=now,
        )
        if "time_zone" in after:
            on_new_zone(client)
    return True


def fix_address_and_resend(
    client: Client,
    address: Address,
    *,
    by: Actor,
    user_id: int | None,
    note: str = "",
    at: datetime | None = None,
) -> Invitation:
    """After a bounce: mails the corrected address, or the same one again if it was not changed.

    Raises `Refused` unless the mail bounced, `LimitReached`; nothing has changed then, the address
    included."""
    now = at or timezone.now()
    with invitations.attempt("fix_address", client, by, now):
        known = access.of(client.pk, now, lock=True)
        if known.access != Access.INVITE_BOUNCED:
            raise Refused("fix_address", known.access)
        if address.canonical == client.contact_email_canonical:
            return invitations.resend(client, by=by, to_bounced=True, at=now)
        contact.set_contact_address(client, address, by=by, keeps_colleagues=True, at=now)
        return invitations.invite(client, by=by, user_id=user_id, note=note, at=now)
