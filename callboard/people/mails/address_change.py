"""The mails about a new address: to confirm it, to stop it, and that it was changed."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from callboard.agencies import addresses
from callboard.agencies.models import Agency
from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.people import address_links
from callboard.people.mails import reader
from callboard.people.mails.common import agency_of, moment_words
from callboard.people.models import AddressChange
from callboard.people.models.address_change import ChangeState
from callboard.ui.zones import zone_name


@message("address_change")
def address_change(email: OutgoingEmail) -> Message | Drop:
    """To the new address. Whose account it is, it says by the masked old one: a mistyped address is
    a stranger's.
    """
    change = _pending(email)
    if change is None:
        return Drop("The change is no longer pending.")
    agency = agency_of(email)
    return Message(
        brand=MailBrand.of(agency),
        subject=_("Confirm your new email for %(agency)s") % {"agency": agency.name},
        preheader=_("Until you do, your old one stays."),
        template="address_change",
        context=_until(agency, change)
        | {
            "address": change.address,
            "old": addresses.masked(change.old_address),
            "link": address_links.confirm_url(agency, change),
        },
    )


@message("address_change_notice")
def address_change_notice(email: OutgoingEmail) -> Message | Drop:
    """To the old address, with the way to stop it."""
    change = _pending(email)
    if change is None:
        return Drop("The change is no longer pending.")
    agency = agency_of(email)
    return Message(
        brand=MailBrand.of(agency),
        subject=_("Your email for %(agency)s is about to change") % {"agency": agency.name},
        preheader=_("If that is wrong, stop it with one button."),
        template="address_change_notice",
        context=_until(agency, change)
        | {
            "address": change.old_address,
            "new": change.address,
            "by_agency": change.client_id is not None,
            "link": address_links.stop_url(agency, change),
        },
    )


@message("address_changed")
def address_changed(email: OutgoingEmail) -> Message | Drop:
    """To both, afterwards."""
    change = AddressChange.objects.filter(pk=email.about, state=ChangeState.CONFIRMED).first()
    if change is None or change.ended_at is None:
        return Drop("The address was not changed.")
    agency = agency_of(email)
    zone = reader.zone(agency.time_zone)
    return Message(
        brand=MailBrand.of(agency),
        subject=_("Your email for %(agency)s was changed") % {"agency": agency.name},
        preheader=_("If it was you, there is nothing to do."),
        template="address_changed",
        context={
            "old": change.old_address,
            "new": change.address,
            "at": moment_words(change.ended_at, zone),
            "zone": zone_name(zone),
        },
    )


def _pending(email: OutgoingEmail) -> AddressChange | None:
    pending = AddressChange.objects.filter(
        pk=email.about, state=ChangeState.PENDING, expires_at__gt=timezone.now()
    )
    return pending.select_related("user").first()


def _until(agency: Agency, change: AddressChange) -> dict[str, Any]:
    zone = reader.zone(agency.time_zone)
    return {"until": moment_words(change.expires_at, zone), "zone": zone_name(zone)}
