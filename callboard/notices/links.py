"""The link at the foot of a mail that stops such mails.

It is derived from the row of the choice, the address it was mailed to and what it stops: made with
the newest key, taken with every key that is still in the list. It works as often as it is used,
signed in or not."""

from callboard.agencies.models import Agency
from callboard.keys import ring
from callboard.notices.events import Event
from callboard.notices.models import NoticeChoice
from callboard.people import tokens
from callboard.people.tokens import LinkFacts, MalformedToken, Purpose

SUMMARY = "summary"
# What a link stops, by its name in the address.
STOPS: dict[str, frozenset[Event]] = {
    **{event.value: frozenset({event}) for event in Event},
    "calls": frozenset(Event),
    # None of the events: the summaries.
    SUMMARY: frozenset(),
}
_PURPOSES: dict[str, Purpose] = {
    "urgent": "stop_urgent",
    "call_back": "stop_call_back",
    "booking": "stop_booking",
    "new_call": "stop_new_call",
    "calls": "stop_calls",
    SUMMARY: "stop_summary",
}


class StopUnknown(Exception):
    """Cut off, made up, or of an address that the person no longer has."""


def stop_url(agency: Agency, row: NoticeChoice, what: str) -> str:
    """For a mail to the row's person alone; `what` is a key of `STOPS`."""
    token = _facts(row, what, ring.newest_key_id()).token()
    return agency.url(f"/mails/stop/{what}/{token}/")


def find(what: str, token: str) -> NoticeChoice:
    """Whose mails this link stops, with their account. Raises `StopUnknown`; changes nothing."""
    try:
        selector, verifier = tokens.split(token)
    except MalformedToken:
        raise StopUnknown from None
    rows = NoticeChoice.objects.select_related("membership__user", "membership__client")
    row: NoticeChoice | None = rows.filter(selector=selector).first()
    if row is None or what not in STOPS:
        raise StopUnknown
    if not any(_facts(row, what, key_id).proves(verifier) for key_id in ring.key_ids()):
        raise StopUnknown
    return row


def _facts(row: NoticeChoice, what: str, key_id: str) -> LinkFacts:
    address = row.membership.user.email_canonical
    return LinkFacts(_PURPOSES[what], row.selector, key_id, 1, address)
