"""Where in the list of calls somebody is: filters and page, as an address that is surely ours."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from callboard.calls import filters
from callboard.calls.filters import Filters
from callboard.ui.keyset import Page


def address(asked: Filters, *, before: str = "", after: str = "") -> str:
    place = [("before", before)] if before else [("after", after)] if after else []
    query = urlencode([*asked.pairs(), *place])
    return reverse("portal:calls") + (f"?{query}" if query else "")


def neighbours(asked: Filters, page: Page) -> dict[str, str | None]:  # type: ignore[type-arg]
    return {
        "newer": address(asked, before=page.before) if page.before else None,
        "older": address(asked, after=page.after) if page.after else None,
    }


def query_of(asked: Filters, *, before: str, after: str) -> str:
    """For a hidden field: what `back` reads."""
    return address(asked, before=before, after=after).partition("?")[2]


def back(text: str) -> str:
    """The address that a form came from. Whatever the field says, it is a page of the list."""
    query = QueryDict(text[:4000].encode("utf-8", "replace"))
    asked = filters.read(query).filters
    return address(asked, before=query.get("before", "")[:16], after=query.get("after", "")[:16])
