"""What is mailed to sign in with: a code to type, or a link."""

from django.utils.translation import gettext as _

from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.people import mailed_codes, recovery_codes
from callboard.people.mailed_codes import CodeDead
from callboard.people.mails import reader
from callboard.people.mails.common import agency_of
from callboard.people.models import MailedCode
from callboard.ui.times import clock_time
from callboard.ui.zones import zone_name


@message("sign_in_code")
def sign_in_code(email: OutgoingEmail) -> Message | Drop:
    return _made(email, as_link=False)


@message("sign_in_link")
def sign_in_link(email: OutgoingEmail) -> Message | Drop:
    return _made(email, as_link=True)


def _made(email: OutgoingEmail, *, as_link: bool) -> Message | Drop:
    """The code stays out of the subject: a locked phone shows that to everybody."""
    asked = MailedCode.objects.filter(pk=email.about).first()
    try:
        row = mailed_codes.reopen(asked.selector if asked else "")
    except CodeDead:
        return Drop("A newer one was asked for, or its time is over.")
    agency = agency_of(email)
    zone = reader.zone(agency.time_zone)
    subject = _("Sign in to %(agency)s") if as_link else _("Your sign-in code for %(agency)s")
    return Message(
        brand=MailBrand.of(agency),
        subject=subject % {"agency": agency.name},
        preheader=_("It works for ten minutes."),
        template="sign_in_code",
        context={
            "address": row.user.email,
            "code": "" if as_link else recovery_codes.grouped(mailed_codes.code_of(row)),
            "link": mailed_codes.url_of(agency, row) if as_link else "",
            "label": _("Sign in to %(agency)s") % {"agency": agency.name},
            "until": clock_time(row.expires_at, zone),
            "zone": zone_name(zone),
        },
    )
