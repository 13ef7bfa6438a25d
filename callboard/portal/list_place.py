"""Where in the list of calls somebody is: filters and page, as an address that is surely ours."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from callboard.agents.models import Agent
from callboard.calls import filters
from callboard.calls.filters import Filters
from callboard.calls.models import Call
from callboard.tenancy.public_id import LENGTH
from callboard.ui.keyset import Page


@dataclass(frozen=True, slots=True)
class Place:
    """`before` and `after` are public ids, as in a `Page`; at most one of them is there."""

    filters: Filters = field(default_factory=Filters)
    before: str = ""
    after: str = ""

    @property
    def query(self) -> str:
        """ "" or "?days=7&after=…". The pages of calls carry it along, so that they lead back."""
        page = [("before", self.before)] if self.before else [("after", self.after)]
        query = urlencode([*self.filters.pairs(), *(pair for pair in page if pair[1])])
        return f"?{query}" if query else ""

    @property
    def address(self) -> str:
        return reverse("portal:calls") + self.query

    def address_at(self, call: Call) -> str:
        """With the call's row in sight, where it is on that page."""
        return f"{self.address}#call-{call.public_id}"


def address(asked: Filters) -> str:
    return Place(asked).address


def neighbours(asked: Filters, page: Page) -> dict[str, str | None]:  # type: ignore[type-arg]
    return {
        "newer": Place(asked, before=page.before).address if page.before else None,
        "older": Place(asked, after=page.after).address if page.after else None,
    }


def read(query: QueryDict) -> Place:
    """What can be read of it."""
    return Place(
        filters.read(query).filters, before=_id(query, "before"), after=_id(query, "after")
    )


def opened_from(query: QueryDict) -> Place:
    """The list that a call was opened from, inside the open scope of a client: where a part of the
    address can't be read, or names a line that is not this client's, the whole of all calls.
    """
    if filters.read(query).faults:
        return Place()
    place = read(query)
    lines = place.filters.lines
    if lines and Agent.objects.filter(public_id__in=lines).count() < len(lines):
        return Place()
    return place


def back(text: str) -> str:
    """The address that a form came from. Whatever the field says, it is a page of the list."""
    return read(QueryDict(text[:4000].removeprefix("?").encode("utf-8", "replace"))).address


def _id(query: QueryDict, name: str) -> str:
    found = query.get(name, "")
    return found if len(found) == LENGTH and found.isascii() and found.isalnum() else ""
