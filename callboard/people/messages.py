"""The mails about people: what each says, built again from the facts at every try."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from django.utils import timezone
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from callboard.agencies.models import Agency, Client
from callboard.mail.compose import without_links
from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.people import account_links, invitations
from callboard.people.account_links import AccountLinkDead
from callboard.people.models import AccountLink, Invitation, User
from callboard.people.models.account_link import Purpose
from callboard.people.models.invitation import InvitationState
from callboard.ui.zones import zone_name


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What the client will find in its portal: who answers there, and whether there is a call to
    hear.
    """

    agent: str = ""
    has_calls: bool = False


def _nothing(client: Client) -> Awaiting:
    return Awaiting()


# Agents and calls stand above this layer; they say what awaits a client (`callboard.calls.apps`).
what_awaits: Callable[[Client], Awaiting] = _nothing


def use_for_what_awaits(source: Callable[[Client], Awaiting]) -> None:
    global what_awaits  # noqa: PLW0603 - set once, when the apps are ready
    what_awaits = source


@message("invitation")
def invitation(email: OutgoingEmail) -> Message | Drop:
    offered = (
        Invitation.objects.select_related("client__agency__brand", "invited_by")
        .filter(pk=email.about, generation=email.generation, state=InvitationState.OPEN)
        .first()
    )
    if offered is None or offered.expires_at <= timezone.now():
        return Drop("The invitation is no longer open.")
    agency = offered.client.agency
    return invitation_message(offered, link=invitations.link_of(agency, offered))


def invitation_message(offered: Invitation, *, link: str) -> Message:
    """The mail of an invitation; for the preview, of one that is not saved, with a link that opens
    nothing.
    """
    client = offered.client
    agency, awaiting = client.agency, what_awaits(client)
    inviter = offered.invited_by
    names = {
        "agency": without_links(agency.name),
        "client": without_links(client.name),
        "agent": without_links(awaiting.agent),
        "inviter": without_links(inviter.name) if inviter else "",
    }
    return Message(
        brand=MailBrand.of(agency, reply_to=inviter.email if inviter else ""),
        subject=_invitation_subject(awaiting, names),
        preheader=_("Listen to calls and read what was said. Your link works until %(day)s.")
        % {"day": _moment(offered.expires_at, client.time_zone, "EEEE d MMMM")},
        template="invitation",
        context={
            "heading": _("Your portal is ready"),
            "greeting": without_links(client.contact_name.split(" ")[0]),
            "sentence": _invitation_sentence(names),
            "note": offered.note,
            "inviter": names["inviter"],
            "link": link,
            "until": _moment(offered.expires_at, client.time_zone),
            "zone": zone_name(client.time_zone),
            "ask": _("Need more time? Reply to this mail and we send a new one."),
        },
    )


def _invitation_subject(awaiting: Awaiting, names: dict[str, str]) -> str:
    if awaiting.has_calls and awaiting.agent:
        return _("Hear the calls %(agent)s answers for %(client)s") % names
    return _("%(agency)s set up your portal") % names


def _invitation_sentence(names: dict[str, str]) -> str:
    who = (
        _("%(inviter)s at %(agency)s set up a private portal for %(client)s.")
        if names["inviter"]
        else _("%(agency)s set up a private portal for %(client)s.")
    )
    what = (
        _("You can listen to every call %(agent)s answers and read what was said.")
        if names["agent"]
        else _("You can listen to your calls there and read what was said.")
    )
    return f"{who % names} {what % names}"


@message("password_reset")
def password_reset(email: OutgoingEmail) -> Message | Drop:
    try:
        asked_for = AccountLink.objects.get(pk=email.about)
        link = account_links.reopen(asked_for.selector, Purpose.RESET)
    except (AccountLink.DoesNotExist, AccountLinkDead):
        return Drop("The link is no longer live.")
    agency = _agency(email)
    return Message(
        brand=MailBrand.of(agency),
        subject=_("Reset your password for %(agency)s") % {"agency": agency.name},
        preheader=_("The link works for one hour."),
        template="password_reset",
        context={
            "address": link.user.email,
            "link": account_links.url_of(agency, link),
            "until": _moment(link.expires_at, agency.time_zone, "h:mm a"),
            "zone": zone_name(agency.time_zone),
        },
    )


@message("password_changed")
def password_changed(email: OutgoingEmail) -> Message | Drop:
    user = User.objects.filter(pk=email.about).first()
    if user is None:
        return Drop("The account is gone.")
    agency = _agency(email)
    return Message(
        brand=MailBrand.of(agency),
        subject=_("Your password for %(agency)s was changed") % {"agency": agency.name},
        preheader=_("If it was you, there is nothing to do."),
        template="password_changed",
        context={
            "address": user.email,
            "at": _moment(email.queued_at, agency.time_zone),
            "zone": zone_name(agency.time_zone),
        },
    )


def _agency(email: OutgoingEmail) -> Agency:
    return Agency.objects.select_related("brand").get(pk=email.agency_id)


def _moment(moment: datetime, zone: str, form: str = "EEEE d MMMM, h:mm a") -> str:
    locale = to_locale(get_language() or "en-us")
    return format_datetime(moment, form, tzinfo=ZoneInfo(zone), locale=locale)
