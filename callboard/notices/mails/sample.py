"""What a notice looks like, for somebody who asks to see one."""

from datetime import timedelta

from django.utils.translation import gettext as _

from callboard.calls.models import Call, Result
from callboard.calls.seen import as_seen
from callboard.mail.messages import Drop, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.notices import wording
from callboard.notices.events import Event, seen
from callboard.notices.mails.call import of_one, reader, zone_of
from callboard.people.mails.common import agency_of
from callboard.visibility import visibility

# What the call of a sample is about: the first that the reader can be told of.
_LIKELY = (Event.CALL_BACK, Event.NEW_CALL, Event.BOOKING)


@message("notice_sample")
def notice_sample(email: OutgoingEmail) -> Message | Drop:
    person = reader(email)
    if person is None:
        return Drop("The person has no access any more.")
    agency = agency_of(email)
    # Never stored.
    call = Call(
        caller_name=_("Dana Whitfield"),
        from_number="+14155550142",
        result=Result.CALL_BACK,
        rank=4,
        summary=_("Would like to move Thursday’s appointment and asked for a call before noon."),
        started_at=email.queued_at - timedelta(minutes=3),
        duration_ms=184_000,
    )
    by = visibility.of(agency, person.client)
    about = next((event for event in _LIKELY if event in seen(by)), None)
    if about is None:
        return Drop("There is nothing that this person is told of.")
    told = wording.told(
        as_seen(call, by),
        about,
        bare=person.client.handles_health_information,
        zone=zone_of(person),
        link=agency.url("/calls/"),
    )
    return of_one(agency, person, told, about.value, example=True)
