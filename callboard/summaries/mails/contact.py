"""To a contact who has not signed in yet: the numbers alone, and where the way in is."""

from django.utils import timezone
from django.utils.translation import gettext as _

from callboard.agencies.models import Agency, Client
from callboard.insights import numbers
from callboard.mail.compose import without_links
from callboard.mail.messages import Drop, MailBrand, Message, message
from callboard.mail.models import OutgoingEmail
from callboard.people import access
from callboard.people.access import Access
from callboard.people.mails.common import agency_of
from callboard.summaries import links, readers, wording
from callboard.summaries.models import ContactChoice, Summary
from callboard.summaries.mornings import Due
from callboard.summaries.readers import CONTACT
from callboard.tenancy import scope
from callboard.ui.zones import zone_name
from callboard.visibility import visibility


@message(CONTACT)
def weekly_numbers(email: OutgoingEmail) -> Message | Drop:
    """Looked at again: whether the agency wants it, and the invitation's state, as of now."""
    now = timezone.now()
    summary = Summary.objects.select_related("client").filter(pk=email.about).first()
    client = summary.client if summary is not None else None
    if summary is None or client is None:
        return Drop("The client is gone.")
    choice = ContactChoice.objects.filter(address=summary.address).first()
    if choice is None or not readers.may_still_be_told(client, summary.address, now):
        return Drop("The contact is not told any more.")
    agency, state = agency_of(email), Access(access.of(client.pk, now).access)
    stop_url = links.contact_url(agency, choice)
    made = letter(agency, client, summary.due, state, stop_url=stop_url)
    return made or Drop("The agency hides the calls.")


def letter(
    agency: Agency, client: Client, due: Due, state: Access, *, stop_url: str = ""
) -> Message | None:
    """None where the agency hides the calls. Never the link of an invitation: this mail is read for
    longer than one lives.
    """
    sees = visibility.of(agency, client).sees
    if not sees("calls"):
        return None
    with_bookings = sees("bookings") and sees("calls.result")
    with scope.client(client.agency_id, client.pk):
        found = numbers.compare(due.period)
    return Message(
        brand=MailBrand.of(agency),
        subject=wording.subject(client.name, found.now, due, with_bookings=with_bookings),
        preheader=_("Your portal with %(agency)s waits for you.") % {"agency": agency.name},
        template="weekly_numbers",
        context={
            "heading": wording.in_short(found.now, with_bookings=with_bookings),
            "when": wording.when(due),
            "numbers": wording.tiles(found, due, sees),
            "way_in": _way_in(agency, state),
            # Its page mails an open invitation again, to the invited address alone.
            "link": agency.url("/forgot-password/") if state is Access.INVITE_SENT else "",
            "client": without_links(client.name),
            "zone": zone_name(client.time_zone),
            "stop_url": stop_url,
            "stop_words": _("Stop these mails"),
        },
        stop_url=stop_url,
    )


def _way_in(agency: Agency, state: Access) -> str:
    told = {"agency": agency.name}
    hear = _("Every call can be heard in your portal.")
    if state is Access.INVITE_SENT:
        way = _("The way in is the invitation that %(agency)s mailed you. Is it gone?") % told
    else:
        way = _("Reply to this mail, and %(agency)s sends you an invitation.") % told
    return f"{hear} {way}"
