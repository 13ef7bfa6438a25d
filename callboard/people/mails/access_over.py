"""To somebody whose access ended and who asks for a new password: whom to ask instead.

Without a link, for there is none that leads anywhere, and without the name of a client."""

from django.utils.translation import gettext as _

from callboard.mail.compose import without_links
from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.people.departures import has_access
from callboard.people.mails.common import agency_of
from callboard.people.models import User


@message("access_over")
def access_over(email: OutgoingEmail) -> Message | Drop:
    user = User.objects.filter(pk=email.about).first()
    if user is None or has_access(user.pk):
        return Drop("They have access again.")
    agency = agency_of(email)
    names = {"agency": without_links(agency.name), "address": user.email}
    ask = (
        _("Questions? Write to %(email)s.") % {"email": agency.support_email}
        if agency.support_email
        else _("Questions? Ask the person who invited you.")
    )
    return Message(
        brand=MailBrand.of(agency),
        subject=_("About your password for %(agency)s") % {"agency": agency.name},
        preheader=_("Your access has ended."),
        template="security_notice",
        context={
            "heading": _("Your access has ended"),
            "said": _(
                "Somebody asked for a new password for %(address)s at %(agency)s. This address has"
                " no access there any more, so there is no password to set."
            )
            % names,
            "more": ask,
            "close": _("If it was not you, there is nothing to do."),
            "link": "",
            "label": "",
        },
    )
