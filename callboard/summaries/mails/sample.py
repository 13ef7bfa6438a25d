"""What a summary looks like, for somebody who asks to see one."""

from django.utils import timezone

from callboard.mail.messages import Drop, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.people.mails.common import agency_of
from callboard.summaries import samples
from callboard.summaries.mails.member import foot_of, reader


@message("summary_sample")
def summary_sample(email: OutgoingEmail) -> Message | Drop:
    person = reader(email.about, email)
    if person is None:
        return Drop("The person has no access any more.")
    agency = agency_of(email)
    made = samples.letter_of(agency, person.client, foot_of(agency, person), timezone.now())
    return made or Drop("The person sees no calls.")
