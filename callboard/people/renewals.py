"""A link asked for by who holds one that ran out or was replaced.

It is mailed to the invited address and nowhere else, so that whoever else holds the old link gains
nothing."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Agency, Client
from callboard.audit.actor import Actor
from callboard.limits.limit import Limit
from callboard.mail.models import MailState
from callboard.people import budgets, links, offers
from callboard.people.models import Invitation
from callboard.people.refusals import LimitReached, LinkExpired, Refused

ASKED = Limit("links asked for with an old one", 1, timedelta(minutes=10))

# An address that refused our mail is mailed again by the agency's decision only.
_REFUSED_MAIL = {MailState.BOUNCED, MailState.COMPLAINED}


def offered(invitation: Invitation) -> bool:
    """Whether the page of an old link has a button that asks for a new one. Not to work for the
    agency: that is decided anew by whoever may.
    """
    mail = invitation.mail
    is_wanted = invitation.agency.renews_links and invitation.client_id is not None
    return is_wanted and (mail is None or mail.state not in _REFUSED_MAIL)


def was_asked(invitation: Invitation, *, at: datetime | None = None) -> bool:
    """Within the last ten minutes."""
    return ASKED.standing(invitation.agency_id, invitation.pk, at=at).hits > 0


def ask(invitation: Invitation, *, by: Actor, at: datetime | None = None) -> Invitation:
    """Mails a fresh link where the invitation ran out, and the live one again where it did not.

    Raises `LinkUsed` or `LinkWithdrawn` where it has become that, `Refused` where the agency does
    not want it, `LimitReached`."""
    now = at or timezone.now()
    with transaction.atomic():
        fresh = _locked(invitation)
        try:
            links.standing(fresh, at=now)
            ran_out = False
        except LinkExpired:
            ran_out = True
        if not offered(fresh):
            raise Refused("ask_for_link", "off")
        asked = ASKED.hit(fresh.agency_id, fresh.pk, at=now)
        if asked.exceeded:
            raise LimitReached(asked.until)
        offers.write_down("invitation.link_asked_for", fresh, by, now)
        if ran_out:
            return offers.renew(fresh, to_name=_name(fresh), by=by, at=now)
        budgets.spend_invitation(fresh.agency_id, fresh.address_canonical, now)
        offers.mail_again(fresh, by=by, at=now)
    return fresh


def _locked(invitation: Invitation) -> Invitation:
    """The row as it is now, behind the lock that the agency's verbs take too."""
    if invitation.client_id is None:
        Agency.objects.select_for_update(no_key=True).get(pk=invitation.agency_id)
    else:
        Client.objects.select_for_update(no_key=True).get(pk=invitation.client_id)
    rows = Invitation.objects.select_related("agency", "client__agency", "mail", "invited_by")
    fresh: Invitation = rows.get(pk=invitation.pk)
    return fresh


def _name(invitation: Invitation) -> str:
    client = invitation.client
    is_contact = client and client.contact_email_canonical == invitation.address_canonical
    return client.contact_name if client and is_contact else ""
