"""The mail of an invitation: to a client's contact, to a colleague, to work for the agency."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from callboard.agencies.models import Client
from callboard.mail.compose import without_links
from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.people import inviters, offers
from callboard.people.mails import awaiting, reader
from callboard.people.mails.awaiting import Awaiting
from callboard.people.mails.common import day_words, moment_words
from callboard.people.models import Invitation
from callboard.people.models.invitation import InvitationState, Kind
from callboard.people.roles import Role
from callboard.ui.zones import zone_name


@message("invitation")
def invitation(email: OutgoingEmail) -> Message | Drop:
    offered = (
        Invitation.objects.select_related("client", "agency__brand", "invited_by")
        .filter(pk=email.about, generation=email.generation, state=InvitationState.OPEN)
        .first()
    )
    if offered is None or offered.expires_at <= timezone.now():
        return Drop("The invitation is no longer open.")
    return invitation_message(offered, link=offers.link_of(offered.agency, offered))


def invitation_message(offered: Invitation, *, link: str) -> Message:
    """The mail of an invitation; for the preview, of one that is not saved, with a link that opens
    nothing.
    """
    with reader.at(offered.address):
        return _to_reader(offered, link)


def _to_reader(offered: Invitation, link: str) -> Message:
    words = _to_work(offered) if offered.client is None else _to_portal(offered, offered.client)
    inviter = offered.invited_by
    business = offered.client or offered.agency
    zone = reader.zone(business.time_zone)
    return Message(
        brand=MailBrand.of(offered.agency, reply_to=inviter.email if inviter else ""),
        subject=words.subject,
        preheader=words.preheader % {"day": day_words(offered.expires_at, zone)},
        template="invitation",
        context={
            "heading": words.heading,
            "greeting": words.greeting,
            "sentence": words.sentence,
            "note": offered.note,
            "inviter": without_links(inviter.name) if inviter else "",
            "link": link,
            "until": moment_words(offered.expires_at, zone),
            "zone": zone_name(zone),
            "ask": _("Need more time? Reply to this mail and we send a new one."),
        },
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """`preheader` has a place for the day until which the link works."""

    subject: str
    heading: str
    greeting: str
    sentence: str
    preheader: str


def _to_portal(offered: Invitation, client: Client) -> _Words:
    found = awaiting.what_awaits(client)
    names = _names(offered) | {
        "client": without_links(client.name),
        "agent": without_links(found.agent),
    }
    is_contact = offered.kind == Kind.CONTACT
    by_colleague = not is_contact and inviters.is_colleague(offered)
    what = (
        _("You can listen to every call %(agent)s answers and read what was said.")
        if names["agent"]
        else _("You can listen to your calls there and read what was said.")
    )
    return _Words(
        subject=_portal_subject(found, names),
        heading=_("Your portal is ready") if is_contact else _("You are invited to the portal"),
        greeting=without_links(client.contact_name.split(" ")[0]) if is_contact else "",
        sentence=f"{_portal_inviter(names, by_colleague, is_contact) % names} {what % names}",
        preheader=_("Listen to calls and read what was said. Your link works until %(day)s."),
    )


def _portal_subject(found: Awaiting, names: dict[str, str]) -> str:
    if found.has_calls and found.agent:
        return _("Hear the calls %(agent)s answers for %(client)s") % names
    return _("%(agency)s set up your portal") % names


def _portal_inviter(names: dict[str, str], by_colleague: bool, is_contact: bool) -> str:
    if by_colleague:
        return _("%(inviter)s at %(client)s invited you to the portal of %(client)s.")
    if not is_contact and names["inviter"]:
        return _("%(inviter)s at %(agency)s invited you to the portal of %(client)s.")
    if names["inviter"]:
        return _("%(inviter)s at %(agency)s set up a private portal for %(client)s.")
    return _("%(agency)s set up a private portal for %(client)s.")


def _to_work(offered: Invitation) -> _Words:
    names = _names(offered) | {"role": str(Role(offered.role).label)}
    sentence = (
        _("%(inviter)s invited you to work with %(agency)s on its client portals (%(role)s).")
        if names["inviter"]
        else _("You are invited to work with %(agency)s on its client portals (%(role)s).")
    )
    return _Words(
        subject=_("%(agency)s invited you to its team") % names,
        heading=_("Join %(agency)s") % names,
        greeting="",
        sentence=sentence % names,
        preheader=_("Your link works until %(day)s."),
    )


def _names(offered: Invitation) -> dict[str, str]:
    inviter = offered.invited_by
    return {
        "agency": without_links(offered.agency.name),
        "inviter": without_links(inviter.name) if inviter else "",
    }
