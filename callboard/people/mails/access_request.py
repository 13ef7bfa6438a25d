"""To the inviter: somebody who was sent the invitation on asks for one of their own."""

from django.utils.translation import gettext as _

from callboard.mail.compose import without_links
from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.people.mails.common import agency_of
from callboard.people.models import AccessRequest
from callboard.people.models.access_request import RequestState


@message("access_request")
def access_request(email: OutgoingEmail) -> Message | Drop:
    asked = AccessRequest.objects.select_related("client").filter(pk=email.about).first()
    if asked is None or asked.state != RequestState.OPEN:
        return Drop("It was answered already.")
    agency = agency_of(email)
    names = {
        "name": without_links(asked.name),
        "address": asked.address,
        "client": without_links(asked.client.name),
    }
    return Message(
        brand=MailBrand.of(agency),
        subject=_("%(name)s asks to be invited to the portal of %(client)s") % names,
        preheader=_("One click invites them, and nothing happens until then."),
        template="security_notice",
        context={
            "heading": _("Somebody asks to be invited"),
            "said": _(
                "%(name)s (%(address)s) opened an invitation of %(client)s that was sent to"
                " somebody else, and asks for one of their own."
            )
            % names,
            "more": _("We know nothing about them but what they typed."),
            "close": _("If you do not know them, there is nothing to do."),
            "link": agency.url(f"/agency/clients/{asked.client.public_id}/"),
            "label": _("See the Request"),
        },
    )
