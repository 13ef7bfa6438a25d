"""What a notice looks like, for somebody who asks to see one."""

from datetime import timedelta

from django.utils.translation import gettext as _

from callboard.calls.models import Call, Result
from callboard.mail.messages import Drop, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.notices import wording
from callboard.notices.events import Event
from callboard.notices.mails.call import of_one, reader, zone_of
from callboard.people.mails.common import agency_of


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
    told = wording.told(
        call,
        Event.CALL_BACK,
        bare=person.client.handles_health_information,
        zone=zone_of(person),
        link=agency.url("/calls/"),
    )
    return of_one(agency, person, told, "call_back", example=True)
