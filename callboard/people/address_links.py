"""The two links of an address change: to the new address the one that confirms, to the old address
the one that stops.
"""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.people import tokens
from callboard.people.models import AddressChange
from callboard.people.models.address_change import ChangeState
from callboard.people.tokens import LinkFacts, MalformedToken

Purpose = Literal["email_change", "email_stop"]


class Why(StrEnum):
    """Why a link opens nothing; the page of each has its own words."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    CONFIRMED = ChangeState.CONFIRMED.value
    STOPPED = ChangeState.STOPPED.value
    REPLACED = ChangeState.REPLACED.value
    ENDED = ChangeState.ENDED.value


class ChangeDead(Exception):
    """The change can be neither confirmed nor stopped (any more)."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def confirm_url(agency: Agency, change: AddressChange) -> str:
    """For the mail to the new address alone. A secret, like an invitation's link."""
    return agency.url(f"/email-change/{facts_of(change, 'email_change').token()}/")


def stop_url(agency: Agency, change: AddressChange) -> str:
    """For the mail to the old address alone."""
    return agency.url(f"/email-stop/{facts_of(change, 'email_stop').token()}/")


def facts_of(change: AddressChange, purpose: Purpose) -> LinkFacts:
    if purpose == "email_change":
        selector, address = change.confirm_selector, change.address_canonical
    else:
        selector, address = change.stop_selector, change.old_canonical
    return LinkFacts(purpose, selector, change.key_id, 1, address)


def find(token: str, purpose: Purpose, *, at: datetime | None = None) -> AddressChange:
    """The change that this link can still act on. Raises `ChangeDead`; changes nothing."""
    try:
        selector, verifier = tokens.split(token)
    except MalformedToken:
        raise ChangeDead(Why.UNKNOWN) from None
    change = _by_selector(selector, purpose)
    if change is None or not facts_of(change, purpose).proves(verifier):
        raise ChangeDead(Why.UNKNOWN)
    return standing(change, at=at)


def reopen(selector: str, purpose: Purpose, *, at: datetime | None = None) -> AddressChange:
    """The same for a browser that has shown the link before and kept its selector (signed)."""
    change = _by_selector(selector, purpose) if selector else None
    if change is None:
        raise ChangeDead(Why.UNKNOWN)
    return standing(change, at=at)


def standing(change: AddressChange, *, at: datetime | None = None) -> AddressChange:
    """The change if it is pending by state and clock; raises `ChangeDead` if not."""
    if change.state != ChangeState.PENDING:
        raise ChangeDead(Why(change.state))
    if change.expires_at <= (at or timezone.now()):
        raise ChangeDead(Why.EXPIRED)
    return change


def _by_selector(selector: str, purpose: Purpose) -> AddressChange | None:
    column = "confirm_selector" if purpose == "email_change" else "stop_selector"
    rows = AddressChange.objects.select_related("user").filter(**{column: selector})
    found: AddressChange | None = rows.first()
    return found
