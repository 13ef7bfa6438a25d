"""The mails about a password: the way to a new one, and that it was changed."""

from django.utils.translation import gettext as _

from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.people import account_links
from callboard.people.account_links import AccountLinkDead
from callboard.people.mails import reader
from callboard.people.mails.common import agency_of, moment_words
from callboard.people.models import AccountLink, User
from callboard.people.models.account_link import Purpose
from callboard.ui.times import clock_time
from callboard.ui.zones import zone_name


@message("password_reset")
def password_reset(email: OutgoingEmail) -> Message | Drop:
    try:
        asked_for = AccountLink.objects.get(pk=email.about)
        link = account_links.reopen(asked_for.selector, Purpose.RESET)
    except (AccountLink.DoesNotExist, AccountLinkDead):
        return Drop("The link is no longer live.")
    agency = agency_of(email)
    zone = reader.zone(agency.time_zone)
    return Message(
        brand=MailBrand.of(agency),
        subject=_("Reset your password for %(agency)s") % {"agency": agency.name},
        preheader=_("The link works for one hour."),
        template="password_reset",
        context={
            "address": link.user.email,
            "link": account_links.url_of(agency, link),
            "until": clock_time(link.expires_at, zone),
            "zone": zone_name(zone),
        },
    )


@message("password_changed")
def password_changed(email: OutgoingEmail) -> Message | Drop:
    user = User.objects.filter(pk=email.about).first()
    if user is None:
        return Drop("The account is gone.")
    agency = agency_of(email)
    zone = reader.zone(agency.time_zone)
    return Message(
        brand=MailBrand.of(agency),
        subject=_("Your password for %(agency)s was changed") % {"agency": agency.name},
        preheader=_("If it was you, there is nothing to do."),
        template="password_changed",
        context={
            "address": user.email,
            "at": moment_words(email.queued_at, zone),
            "zone": zone_name(zone),
        },
    )
