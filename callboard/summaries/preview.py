"""What the agency is shown of a client's summaries: the very mail, who gets it, and when."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from callboard.agencies.models import Agency
from callboard.mail.messages import Message
from callboard.people.access import Access
from callboard.summaries import mornings, readers, rules, samples
from callboard.summaries.letter import Foot
from callboard.summaries.mails import contact
from callboard.summaries.models import Summary

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess

PEOPLE, CONTACT = "people", "contact"
READERS = {PEOPLE: _("To its people"), CONTACT: _("To a contact, before")}


@dataclass(frozen=True, slots=True)
class Standing:
    """`next_at` is the coming Monday's; `names` the readers as of now."""

    next_at: datetime
    names: list[str]
    last: Summary | None


def letter_for(
    reader: str, agency: Agency, client: "ClientWithAccess", now: datetime
) -> Message | None:
    """None where the agency hides the calls."""
    if reader == CONTACT:
        due = samples.last_week(client, now)
        return contact.letter(agency, client, due, Access(client.access))
    return samples.letter_of(agency, client, Foot(client.time_zone), now)


def standing(client: "ClientWithAccess", now: datetime) -> Standing:
    hour = rules.of(client.agency_id).hour
    monday = mornings.monday_of(mornings.latest(now, hour, client.time_zone)) + 7 * mornings.DAY
    names = [] if client.archived_at else [one.address for one in readers.of(client, now)]
    sent = Summary.objects.filter(client=client, mail__isnull=False).select_related("mail")
    return Standing(
        next_at=mornings.moment(monday, hour, client.time_zone),
        names=names,
        last=sent.order_by("-pk").first(),
    )
