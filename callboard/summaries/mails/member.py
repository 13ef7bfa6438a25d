"""To one of a client's people: what the week, or the day, came to."""

from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.mail.messages import Drop, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.notices import choices, links
from callboard.notices.rhythm import Rhythm
from callboard.people.mails.common import agency_of
from callboard.people.models import Membership
from callboard.summaries import letter
from callboard.summaries.letter import Foot
from callboard.summaries.models import Summary
from callboard.summaries.readers import MEMBER


@message(MEMBER)
def weekly_summary(email: OutgoingEmail) -> Message | Drop:
    """Looked at again: who may read it, and what they want, as of now."""
    summary = Summary.objects.filter(pk=email.about).first()
    person = reader(summary.membership_id or 0, email) if summary is not None else None
    if summary is None or person is None:
        return Drop("The person has no access any more.")
    rhythm = choices.of(person).summary
    if rhythm == Rhythm.OFF or (rhythm == Rhythm.WEEKLY and not summary.due.is_week):
        return Drop("The person does not want it any more.")
    agency = agency_of(email)
    foot = foot_of(agency, person)
    made = letter.made(agency, person.client, summary.due, foot, timezone.now())
    return made or Drop("There is nothing to tell any more.")


def reader(membership_id: int, email: OutgoingEmail) -> Membership | None:
    """Whose mail it is, if they may still read it at this address."""
    people = Membership.objects.active().filter(client__archived_at__isnull=True)
    people = people.select_related("user", "client", "notice_choice__agent")
    person: Membership | None = people.filter(pk=membership_id).first()
    return person if person is not None and person.user.email == email.to_address else None


def foot_of(agency: Agency, person: Membership) -> Foot:
    return Foot(
        zone=person.user.time_zone or person.client.time_zone,
        settings_url=agency.url("/settings/notifications/"),
        stop_url=links.stop_url(agency, choices.row_of(person), links.SUMMARY),
    )
