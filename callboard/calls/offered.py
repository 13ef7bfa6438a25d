"""What the bar above a client's calls offers beside the fixed filters: their lines, and somebody's
own views. One statement for both.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Value

from callboard.agents.models import Agent
from callboard.calls.models import SavedView
from callboard.calls.seen import is_offered
from callboard.people.models import Membership
from callboard.visibility.visibility import Visibility


@dataclass(frozen=True, slots=True)
class Line:
    """An assistant and the number that it answers, if that is known."""

    public_id: str
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class View:
    public_id: str
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Offered:
    lines: list[Line]
    views: list[View]

    def view_of(self, query: str) -> View | None:
        """The saved view that has these filters."""
        return next((view for view in self.views if view.query == query), None)


def offered(client_id: int, reader: Membership | None, by: Visibility | None = None) -> Offered:
    lines = Agent.objects.filter(client=client_id)
    found = lines.values_list(Value("line"), "pk", "public_id", "name", "number")
    if reader is not None:
        found = found.union(_views(reader), all=True)
    rows = sorted(found, key=lambda row: row[1])
    return Offered(
        [Line(*row[2:]) for row in rows if row[0] == "line"],
        [
            View(*row[2:])
            for row in rows
            if row[0] == "view" and (by is None or is_offered(row[4], by))
        ],
    )


def _views(reader: Membership) -> Any:
    mine = SavedView.objects.filter(membership=reader, removed_at__isnull=True)
    return mine.values_list(Value("view"), "pk", "public_id", "name", "query")
