"""Who gets a client's summary: its people who want it, and, where the agency wants that, a contact
who has not signed in yet.
"""

from dataclasses import dataclass
from datetime import datetime

from callboard.agencies.models import Agency, Client
from callboard.mail import outbox
from callboard.mail.models import OutgoingEmail
from callboard.notices import choices
from callboard.notices.rhythm import Rhythm
from callboard.people import access
from callboard.people.access import Access
from callboard.people.models import Membership
from callboard.summaries import rules
from callboard.summaries.models import ContactChoice, Summary

MEMBER, CONTACT = "weekly_summary", "weekly_numbers"


@dataclass(frozen=True, slots=True)
class Reader:
    """One of the people, or a contact: then `membership` is None and `key` the canonical address.

    Nothing goes out before `not_before`."""

    address: str
    name: str
    membership: Membership | None = None
    key: str = ""
    daily: bool = False
    not_before: datetime | None = None


def of(client: Client, now: datetime) -> list[Reader]:
    people = Membership.objects.active().filter(client=client)
    rows = people.select_related("user", "client", "notice_choice__agent").order_by("pk")
    found = [_member(one, now) for one in rows if choices.of(one).summary != Rhythm.OFF]
    contact = contact_of(client, now)
    return [*found, contact] if contact is not None else found


def contact_of(client: Client, now: datetime) -> Reader | None:
    """None where there is nobody to be told: somebody signs in already, no address, an invitation
    that came back, was cancelled, or ended with the access; or they want no more of it.
    """
    if not rules.tells_contacts(rules.of(client.agency_id), rules.exceptions_of(client)):
        return None
    if not _may_be_told(client, now):
        return None
    key = client.contact_email_canonical
    if ContactChoice.objects.filter(address=key, stopped_at__isnull=False).exists():
        return None
    return Reader(client.contact_email, client.contact_name, key=key)


def may_still_be_told(client: Client, address: str, now: datetime) -> bool:
    """Whether the numbers may go to this canonical address, as of now."""
    found = contact_of(client, now)
    return client.archived_at is None and found is not None and found.key == address


def mail(client: Client, reader: Reader, summary: Summary, now: datetime) -> OutgoingEmail:
    if reader.membership is not None:
        choices.row_of(reader.membership)  # the mail's links find it
    else:
        ContactChoice.objects.get_or_create(agency_id=client.agency_id, address=reader.key)
    return outbox.enqueue(
        agency=Agency.objects.get(pk=client.agency_id),
        client_id=client.pk,
        kind=MEMBER if reader.membership is not None else CONTACT,
        about=summary.pk,
        generation=1,
        to_address=reader.address,
        to_name=reader.name,
        at=now,
        not_before=reader.not_before,
    )


def _member(one: Membership, now: datetime) -> Reader:
    choice = choices.of(one)
    zone = one.user.time_zone or one.client.time_zone
    return Reader(
        address=one.user.email,
        name=one.user.name,
        membership=one,
        daily=choice.summary == Rhythm.DAILY,
        not_before=choice.quiet.until(now, zone),
    )


def _may_be_told(client: Client, now: datetime) -> bool:
    known = access.of(client.pk, now)
    if known.access in (Access.INVITE_SENT, Access.INVITE_EXPIRED):
        return True
    # With an invitation it was cancelled, or ended with an access.
    return known.access == Access.EMAIL_SET and known.invitation_id is None
