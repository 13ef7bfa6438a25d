"""The addresses of the list of calls: with filters, at a page, at a row; surely our own."""

from django.http import QueryDict
from django.urls import reverse

from callboard.agents.models import Agent
from callboard.calls import place
from callboard.calls.filters import Filters
from callboard.calls.models import Call
from callboard.calls.place import Place
from callboard.ui.keyset import Page
from callboard.visibility.visibility import Visibility


def address(asked: Filters, *, before: str = "", after: str = "") -> str:
    return _at(Place(asked, before=before, after=after))


def address_at(there: Place, call: Call) -> str:
    """With the call's row in sight, where it is on that page."""
    return f"{_at(there)}#call-{call.public_id}"


def neighbours(asked: Filters, page: Page) -> dict[str, str | None]:  # type: ignore[type-arg]
    return {
        "newer": address(asked, before=page.before) if page.before else None,
        "older": address(asked, after=page.after) if page.after else None,
    }


def opened_from(query: QueryDict, by: Visibility) -> Place:
    """The list that a call was opened from, inside the open scope of a client; that of all calls
    where it names a line that is not this client's.
    """
    there = place.read(query, by=by)
    lines = there.filters.lines
    if lines and Agent.objects.filter(public_id__in=lines).count() < len(lines):
        return Place()
    return there


def back(text: str, at: Call | None = None) -> str:
    """The address that a form came from, with this call's row in sight. Whatever the field says, it
    is a page of the list.
    """
    there = place.read(QueryDict(text[:4000].removeprefix("?").encode("utf-8", "replace")))
    return address_at(there, at) if at else _at(there)


def _at(there: Place) -> str:
    return reverse("portal:calls") + there.query
