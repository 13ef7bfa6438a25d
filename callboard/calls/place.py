"""Where in a list of calls somebody is: its filters and page. The pages of calls carry it in their
addresses, so that they lead back, and to the calls beside them there.
"""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from callboard.calls import filters
from callboard.calls.filters import Filters
from callboard.tenancy.public_id import LENGTH
from callboard.visibility.visibility import Visibility


@dataclass(frozen=True, slots=True)
class Place:
    """`before` and `after` are public ids, as in a `callboard.ui.keyset.Page`; at most one of them
    is there.
    """

    filters: Filters = field(default_factory=Filters)
    before: str = ""
    after: str = ""

    @property
    def query(self) -> str:
        """ "" or "?days=7&after=…"."""
        page = [("before", self.before)] if self.before else [("after", self.after)]
        query = urlencode([*self.filters.pairs(), *(pair for pair in page if pair[1])])
        return f"?{query}" if query else ""


def read(query: QueryDict, *, for_agency: bool = False, by: Visibility | None = None) -> Place:
    """The whole of all calls where a part of it can't be read."""
    asked = filters.read(query, for_agency=for_agency, by=by)
    if asked.faults:
        return Place()
    return Place(asked.filters, before=_id(query, "before"), after=_id(query, "after"))


def _id(query: QueryDict, name: str) -> str:
    found = query.get(name, "")
    return found if len(found) == LENGTH and found.isascii() and found.isalnum() else ""
