"""To the agency's staff: what a client's people say of a call."""

from django.utils.translation import gettext as _

from callboard.calls.models import Call, Feedback
from callboard.mail.compose import without_links
from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.notices import agency_news
from callboard.people.mails import reader
from callboard.people.mails.common import agency_of, moment_words
from callboard.people.models import User
from callboard.ui.phones import phone

LONGEST_NOTE = 500


@message("call_judged")
def call_judged(email: OutgoingEmail) -> Message | Drop:
    rows = Feedback.objects.select_related("call__client", "user")
    given = rows.filter(pk=email.about, handled_well=False).first()
    if given is None:
        return Drop("They changed their mind.")
    return _notice(
        email,
        given.call,
        given.user,
        subject=_("Not handled well: a call of %(client)s"),
        heading=_("Not handled well"),
        said=_("%(who)s at %(client)s says that %(call)s was not handled well."),
        note=given.note,
    )


@message("call_flagged")
def call_flagged(email: OutgoingEmail) -> Message | Drop:
    rows = Call.objects.select_related("client", "flagged_by")
    call = rows.filter(pk=email.about, flagged_at__isnull=False).first()
    if call is None or call.flagged_by is None:
        return Drop("The flag was taken off.")
    return _notice(
        email,
        call,
        call.flagged_by,
        subject=_("Flagged: a call of %(client)s"),
        heading=_("A call was flagged"),
        said=_("%(who)s at %(client)s flagged %(call)s."),
    )


def _notice(
    email: OutgoingEmail,
    call: Call,
    by: User,
    *,
    subject: str,
    heading: str,
    said: str,
    note: str = "",
) -> Message | Drop:
    """Without a caller's name and number, and without the note, where the client handles health
    information: all of it stands on the call's page.
    """
    if call.client is None or email.to_address not in {
        place.user.email for place in agency_news.readers()
    }:
        return Drop("The reader does not want it any more.")
    agency = agency_of(email)
    bare = call.client.handles_health_information
    names = {
        "who": without_links(by.name) or by.email,
        "client": without_links(call.client.name),
        "call": _which(call, reader.zone(agency.time_zone), bare=bare),
    }
    return Message(
        brand=MailBrand.of(agency),
        subject=subject % names,
        preheader=said % names,
        template="security_notice",
        context={
            "heading": heading,
            "said": said % names,
            "more": f"“{without_links(note, LONGEST_NOTE)}”" if note and not bare else "",
            "close": _("You can switch these mails off in your profile."),
            "link": agency.url(f"/agency/calls/{call.public_id}/"),
            "label": _("Open the Call"),
        },
    )


def _which(call: Call, zone: str, *, bare: bool) -> str:
    at = moment_words(call.started_at, zone, "EEE d MMM")
    number = phone(call.other_number) if call.other_number else ""
    caller = without_links(call.caller_name) or number
    if bare or not caller:
        return _("the call of %(at)s") % {"at": at}
    return _("the call with %(caller)s, %(at)s,") % {"caller": caller, "at": at}
