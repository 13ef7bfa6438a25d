"""The links at the foot of the mails to contacts and to the staff, by which they end.

Made and taken like those of the mails about calls (`callboard.notices.links`): derived from the
row of the choice and the address it was mailed to; they work without an account."""

from callboard.agencies.models import Agency
from callboard.keys import ring
from callboard.people import tokens
from callboard.people.tokens import LinkFacts, MalformedToken
from callboard.summaries.models import ContactChoice, ReportChoice

NUMBERS, REPORT = "numbers", "report"


class StopUnknown(Exception):
    """Cut off, made up, or of an address that the person no longer has."""


def contact_url(agency: Agency, choice: ContactChoice) -> str:
    token = _facts(choice, ring.newest_key_id()).token()
    return agency.url(f"/mails/end/{NUMBERS}/{token}/")


def report_url(agency: Agency, choice: ReportChoice) -> str:
    """Reads the account: load it with the choice."""
    token = _facts(choice, ring.newest_key_id()).token()
    return agency.url(f"/mails/end/{REPORT}/{token}/")


def find(what: str, token: str) -> ContactChoice | ReportChoice:
    """Whose mails this link ends. Raises `StopUnknown`; changes nothing."""
    try:
        selector, verifier = tokens.split(token)
    except MalformedToken:
        raise StopUnknown from None
    row = _row(what, selector)
    if row is None or not any(_facts(row, key).proves(verifier) for key in ring.key_ids()):
        raise StopUnknown
    return row


def _row(what: str, selector: str) -> ContactChoice | ReportChoice | None:
    contact: ContactChoice | None = None
    report: ReportChoice | None = None
    if what == NUMBERS:
        contact = ContactChoice.objects.filter(selector=selector).first()
    elif what == REPORT:
        report = ReportChoice.objects.select_related("user").filter(selector=selector).first()
    return contact or report


def _facts(row: ContactChoice | ReportChoice, key_id: str) -> LinkFacts:
    if isinstance(row, ContactChoice):
        return LinkFacts("stop_numbers", row.selector, key_id, 1, row.address)
    return LinkFacts("stop_report", row.selector, key_id, 1, row.user.email_canonical)
