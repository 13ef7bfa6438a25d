"""Of changes to an assistant: to the agency what waits for it, to the client what came of it."""

from django.utils.translation import gettext as _

from callboard.agents.models import ChangeRequest, Publication
from callboard.agents.models.publication import State
from callboard.mail.compose import without_links
from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.notices import agency_news
from callboard.people.mails.common import agency_of
from callboard.people.models import Membership

LONGEST_NOTE = 500


@message("change_waiting")
def change_waiting(email: OutgoingEmail) -> Message | Drop:
    rows = Publication.objects.select_related("client", "agent")
    one = rows.filter(pk=email.about, state=State.WAITING).first()
    if one is None:
        return Drop("It was decided meanwhile.")
    return _to_agency(
        email,
        one,
        subject=_("Waiting for you: %(agent)s of %(client)s"),
        heading=_("A change waits to be put live"),
        said=_("%(who)s at %(client)s published changes for %(agent)s. They are not live yet."),
        who=one.asked_by_name,
        path=f"/agency/changes/#change-{one.public_id}",
    )


@message("change_asked")
def change_asked(email: OutgoingEmail) -> Message | Drop:
    rows = ChangeRequest.objects.select_related("client", "agent")
    asked = rows.filter(pk=email.about, done_at__isnull=True).first()
    if asked is None:
        return Drop("It was done meanwhile.")
    return _to_agency(
        email,
        asked,
        subject=_("Asked for: a change of %(agent)s of %(client)s"),
        heading=_("A change was asked for"),
        said=_("%(who)s at %(client)s asks you to change something for %(agent)s."),
        who=asked.asked_by_name,
        path=f"/agency/changes/#request-{asked.public_id}",
        note=asked.text,
    )


@message("change_settled")
def change_settled(email: OutgoingEmail) -> Message | Drop:
    rows = Publication.objects.select_related("client", "agent")
    one = rows.filter(pk=email.about, state__in=(State.LIVE, State.RETURNED)).first()
    if one is None:
        return Drop("It was replaced meanwhile.")
    people = Membership.objects.active()
    if not people.filter(client_id=one.client_id, user__email=email.to_address).exists():
        return Drop("The reader has no access any more.")
    agency = agency_of(email)
    names = {"agency": without_links(agency.name), "agent": without_links(one.agent.name)}
    is_live = one.state == State.LIVE
    subject = _("Live: your changes for %(agent)s") if is_live else _("Sent back: %(agent)s")
    said = (
        _("%(agency)s put your changes for %(agent)s live. New calls are answered by them.")
        if is_live
        else _("%(agency)s sent your changes for %(agent)s back. They are not live.")
    )
    return Message(
        brand=MailBrand.of(agency),
        subject=subject % names,
        preheader=said % names,
        template="security_notice",
        context={
            "heading": _("Your changes are live") if is_live else _("Your changes were sent back"),
            "said": said % names,
            "more": f"“{without_links(one.reason, LONGEST_NOTE)}”" if one.reason else "",
            "close": "",
            "link": agency.url(f"/assistant/{one.agent.public_id}/"),
            "label": _("Open %(agent)s") % names,
        },
    )


def _to_agency(
    email: OutgoingEmail,
    what: Publication | ChangeRequest,
    *,
    subject: str,
    heading: str,
    said: str,
    who: str,
    path: str,
    note: str = "",
) -> Message | Drop:
    if email.to_address not in {place.user.email for place in agency_news.readers()}:
        return Drop("The reader does not want it any more.")
    agency = agency_of(email)
    names = {
        "who": without_links(who) or _("Somebody"),
        "client": without_links(what.client.name),
        "agent": without_links(what.agent.name),
    }
    return Message(
        brand=MailBrand.of(agency),
        subject=subject % names,
        preheader=said % names,
        template="security_notice",
        context={
            "heading": heading,
            "said": said % names,
            "more": f"“{without_links(note, LONGEST_NOTE)}”" if note else "",
            "close": _("You can switch these mails off in your profile."),
            "link": agency.url(path),
            "label": _("See What Changes"),
        },
    )
