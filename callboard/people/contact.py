"""The contact address of a client.

Before acceptance, changing it ends the open invitation. Afterwards somebody signs in with it, and
whoever changes it says which it is: the same person moves to a new address, which only they
themselves can confirm, or it is a different person, who is invited.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from callboard.agencies.addresses import Address
from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import access, address_changes, invitations, offers, team
from callboard.people.access import Access
from callboard.people.models import Invitation, Membership
from callboard.people.models.invitation import InvitationState
from callboard.people.refusals import Refused


class Whose(StrEnum):
    """Whose the new address of an Active client's contact is."""

    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said about the new address; `remove` ends the earlier person's access at once."""

    whose: Whose
    remove: bool = False
    user_id: int | None = None  # who invites the different person


def holder(client: Client) -> Membership | None:
    """Who signs in to this client's portal with its contact address."""
    rows = Membership.objects.active().select_related("user", "client__agency")
    found: Membership | None = rows.filter(
        client=client, user__email_canonical=client.contact_email_canonical
    ).first()
    return found


def set_contact_address(
    client: Client,
    address: Address | None,
    *,
    by: Actor,
    answer: Answer | None = None,
    keeps_colleagues: bool = False,
    at: datetime | None = None,
) -> bool:
    """Stores (or with None clears) the address; every link sent to the old one is dead. True if
    anything changed.

    While nobody is in, colleagues' links die too, unless the caller `keeps_colleagues`: it invites
    the new address at once. Where somebody signs in with the old one, `answer` says whose the new
    one is. Raises `Refused` without it, and for clearing the address of an Active client;
    `LimitReached`."""
    now = at or timezone.now()
    original, canonical = (address.original, address.canonical) if address else ("", "")
    with invitations.attempt("change_address", client, by, now):
        known = access.of(client.pk, now, lock=True)
        before = known.contact_email
        if before == original:
            return False
        moves = known.contact_email_canonical != canonical
        earlier = holder(known) if moves and known.access == Access.ACTIVE else None
        if known.access == Access.ACTIVE and (address is None or (earlier and not answer)):
            raise Refused("change_address", known.access)
        if earlier and address and answer and answer.whose is Whose.SAME:
            address_changes.propose(earlier.user, address, client=client, by=by, at=now)
            return True
        if moves:
            _end_open_invitation(known, by, now)
        Client.objects.filter(pk=client.pk).update(
            contact_email=original, contact_email_canonical=canonical
        )
        client.contact_email, client.contact_email_canonical = original, canonical
        record(
            "client.address_changed",
            agency_id=client.agency_id,
            client_id=client.pk,
            by=by,
            about=f"client:{client.public_id}",
            before={"contact_email": before},
            after={"contact_email": original},
            at=now,
        )
        if moves and not keeps_colleagues:
            invitations.end_colleagues_of_nobody(client, by=by, at=now)
        if earlier and address and answer:
            _hand_over(earlier, address, answer, by, now)
    return True


def _hand_over(
    earlier: Membership, address: Address, answer: Answer, by: Actor, now: datetime
) -> None:
    """To a different person, invited before the earlier one goes: a client somebody is in."""
    client = earlier.client
    address_changes.cancel_asked_for(client, by=by, at=now)
    team.invite(client, [address], by=by, user_id=answer.user_id, at=now)
    if answer.remove:
        team.remove(earlier, by=by, at=now)


def _end_open_invitation(client: Client, by: Actor, now: datetime) -> None:
    address = client.contact_email_canonical
    for invitation in Invitation.objects.open().filter(
        client_id=client.pk, address_canonical=address
    ):
        offers.end(
            invitation, InvitationState.ADDRESS_CHANGED, "invitation.address_changed", by=by, at=now
        )
