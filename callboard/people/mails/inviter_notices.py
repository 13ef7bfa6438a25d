"""To who sent an invitation: it was accepted, its mail came back, it ran out."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.mail.compose import without_links
from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.people.mails.common import agency_of
from callboard.people.models import Invitation
from callboard.people.models.invitation import InvitationState


@dataclass(frozen=True, slots=True)
class _Words:
    """`subject` and `said` have places for who was invited (`who`) and to what (`what`)."""

    subject: str | Promise
    heading: str | Promise
    said: str | Promise
    more: str | Promise = ""


_ACCEPTED = _Words(
    gettext_lazy("%(who)s accepted your invitation"),
    gettext_lazy("Accepted"),
    gettext_lazy("%(who)s accepted your invitation to %(what)s."),
)
_EXPIRED = _Words(
    gettext_lazy("Your invitation to %(who)s expired"),
    gettext_lazy("An invitation expired"),
    gettext_lazy("%(who)s did not accept your invitation to %(what)s in time."),
    gettext_lazy("A call or a text often helps more than another mail."),
)
_BOUNCED = _Words(
    gettext_lazy("Your invitation to %(who)s came back"),
    gettext_lazy("An invitation came back"),
    gettext_lazy("The mail server of %(who)s refused your invitation to %(what)s."),
    gettext_lazy("Check the address and send it again."),
)


@message("invitation_accepted")
def invitation_accepted(email: OutgoingEmail) -> Message | Drop:
    return _notice(email, _ACCEPTED, InvitationState.ACCEPTED)


@message("invitation_expired")
def invitation_expired(email: OutgoingEmail) -> Message | Drop:
    return _notice(email, _EXPIRED, InvitationState.OPEN)


@message("invitation_bounced")
def invitation_bounced(email: OutgoingEmail) -> Message | Drop:
    return _notice(email, _BOUNCED, InvitationState.OPEN)


def _notice(email: OutgoingEmail, words: _Words, state: InvitationState) -> Message | Drop:
    rows = Invitation.objects.select_related("client", "accepted_by")
    told = rows.filter(pk=email.about, generation=email.generation, state=state).first()
    if told is None:
        return Drop("The invitation has moved on.")
    agency = agency_of(email)
    who = told.accepted_by.name if told.accepted_by else ""
    names = {
        "who": without_links(who) or told.address,
        "what": without_links(
            _("the portal of %(client)s") % {"client": told.client.name}
            if told.client
            else _("your team")
        ),
    }
    page = f"clients/{told.client.public_id}/" if told.client else "staff/"
    return Message(
        brand=MailBrand.of(agency),
        subject=str(words.subject) % names,
        preheader=str(words.said) % names,
        template="security_notice",
        context={
            "heading": str(words.heading),
            "said": str(words.said) % names,
            "more": str(words.more),
            "close": _("You can switch these mails off in your profile."),
            "link": agency.url(f"/agency/{page}"),
            "label": _("Open"),
        },
    )
