"""The notices about an account's safety: a new device, the second factor, a role.

One template for all: what happened, when, and what to do if it was not you."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.agencies.models import Agency
from callboard.mail.compose import without_links
from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.people import devices, recovery_codes
from callboard.people.mails import reader
from callboard.people.mails.common import agency_of, moment_words
from callboard.people.models import Session, Staff, User
from callboard.people.roles import Role
from callboard.ui.zones import zone_name


@message("new_device")
def new_device(email: OutgoingEmail) -> Message | Drop:
    session = Session.objects.select_related("user").filter(pk=email.about).first()
    if session is None:
        return Drop("The session is gone.")
    agency = agency_of(email)
    return _notice(
        agency,
        subject=_("New sign-in to %(agency)s") % {"agency": agency.name},
        heading=_("A new device signed in"),
        said=_("Somebody signed in as %(address)s with %(device)s, on %(at)s.")
        % {
            "address": session.user.email,
            "device": devices.words(session.user_agent),
            "at": _moment(session.created_at, agency),
        },
        more=_("Its internet address was %(ip)s.") % {"ip": session.ip} if session.ip else "",
        path="/settings/security/",
        button=_("See Where You Are Signed In"),
    )


@message("second_factor_on")
def second_factor_on(email: OutgoingEmail) -> Message | Drop:
    return _about_account(
        email,
        subject=_("Two-step sign-in is on for %(agency)s"),
        heading=_("Two-step sign-in is on"),
        said=_("It was turned on for %(address)s on %(at)s."),
        more=_("From now on, signing in takes a code from your authenticator app."),
    )


@message("second_factor_off")
def second_factor_off(email: OutgoingEmail) -> Message | Drop:
    return _about_account(
        email,
        subject=_("Two-step sign-in is off for %(agency)s"),
        heading=_("Two-step sign-in is off"),
        said=_("It was turned off for %(address)s on %(at)s."),
        more=_("The password alone is enough to sign in now."),
    )


@message("recovery_code_used")
def recovery_code_used(email: OutgoingEmail) -> Message | Drop:
    user = User.objects.filter(pk=email.about).first()
    left = recovery_codes.left(user) if user else 0
    count = ngettext("%(n)s recovery code is left.", "%(n)s recovery codes are left.", left)
    return _about_account(
        email,
        subject=_("A recovery code was used for %(agency)s"),
        heading=_("A recovery code was used"),
        said=_("Somebody signed in as %(address)s with a recovery code on %(at)s."),
        more=count % {"n": left} + " " + _("You can make new ones on your security page."),
    )


@message("recovery_codes_new")
def recovery_codes_new(email: OutgoingEmail) -> Message | Drop:
    return _about_account(
        email,
        subject=_("New recovery codes for %(agency)s"),
        heading=_("New recovery codes were made"),
        said=_("They were made for %(address)s on %(at)s."),
        more=_("The old ones no longer work."),
    )


@message("codes_tried")
def codes_tried(email: OutgoingEmail) -> Message | Drop:
    return _about_account(
        email,
        subject=_("Many wrong codes for %(agency)s"),
        heading=_("Somebody tries to guess your code"),
        said=_(
            "Somebody who knows the password of %(address)s typed many wrong codes until %(at)s."
        ),
        more=_("Nobody got in. Choose another password now."),
    )


@message("passkey_added")
def passkey_added(email: OutgoingEmail) -> Message | Drop:
    return _about_account(
        email,
        subject=_("A passkey was added for %(agency)s"),
        heading=_("A passkey was added"),
        said=_("It was added for %(address)s on %(at)s."),
        more=_("It signs in without the password."),
    )


@message("passkey_removed")
def passkey_removed(email: OutgoingEmail) -> Message | Drop:
    return _about_account(
        email,
        subject=_("A passkey was removed for %(agency)s"),
        heading=_("A passkey was removed"),
        said=_("It was removed for %(address)s on %(at)s."),
        more=_("It no longer signs in."),
    )


@message("passkey_copied")
def passkey_copied(email: OutgoingEmail) -> Message | Drop:
    return _about_account(
        email,
        subject=_("A passkey was refused for %(agency)s"),
        heading=_("A passkey may have been copied"),
        said=_(
            "A passkey of %(address)s was used on %(at)s, and its counter says that another device"
            " has the same one."
        ),
        more=_("Nobody got in with it. Remove it on your security page and make a new one."),
    )


@message("staff_role")
def staff_role(email: OutgoingEmail) -> Message | Drop:
    """Says the role of now: of two changes in a row, both mails say the last one."""
    place = Staff.objects.select_related("user").filter(pk=email.about, ended_at=None).first()
    if place is None:
        return Drop("The person no longer works here.")
    agency = agency_of(email)
    return _notice(
        agency,
        subject=_("Your role at %(agency)s was changed") % {"agency": agency.name},
        heading=_("Your role was changed"),
        said=_("At %(agency)s you are now: %(role)s.")
        % {"agency": without_links(agency.name), "role": Role(place.role).label},
        close=_("If you think that is a mistake, reply to this mail."),
        path="/agency/",
        button=_("Go to Your Pages"),
    )


@message("staff_removed")
def staff_removed(email: OutgoingEmail) -> Message | Drop:
    """To who no longer works for the agency; without a link, for it may lead nowhere."""
    agency = agency_of(email)
    return _notice(
        agency,
        subject=_("You left the team of %(agency)s") % {"agency": agency.name},
        heading=_("You are no longer on the team"),
        said=_("%(agency)s ended your access to its side of the portal on %(at)s.")
        % {"agency": without_links(agency.name), "at": _moment(email.queued_at, agency)},
        close=_("If you think that is a mistake, reply to this mail."),
    )


def _about_account(
    email: OutgoingEmail, *, subject: str, heading: str, said: str, more: str
) -> Message | Drop:
    """`subject` has a place for the agency, `said` for address and moment."""
    user = User.objects.filter(pk=email.about).first()
    if user is None:
        return Drop("The account is gone.")
    agency = agency_of(email)
    return _notice(
        agency,
        subject=subject % {"agency": agency.name},
        heading=heading,
        said=said % {"address": user.email, "at": _moment(email.queued_at, agency)},
        more=more,
        path="/settings/security/",
        button=_("Go to Your Security Page"),
    )


def _notice(
    agency: Agency,
    *,
    subject: str,
    heading: str,
    said: str,
    more: str = "",
    close: str = "",
    path: str = "",
    button: str = "",
) -> Message:
    """`close` is what to do if it is wrong, by default for somebody who was not it."""
    was_you = _("If it was you, there is nothing to do.")
    return Message(
        brand=MailBrand.of(agency),
        subject=subject,
        preheader=said if close else was_you,
        template="security_notice",
        context={
            "heading": heading,
            "said": said,
            "more": more,
            "close": close
            or was_you + " " + _("If not, choose a new password and reply to this mail at once."),
            "link": agency.url(path) if path else "",
            "label": button,
        },
    )


def _moment(moment: datetime, agency: Agency) -> str:
    zone = reader.zone(agency.time_zone)
    return f"{moment_words(moment, zone)} ({zone_name(zone)})"
