"""The lines of a file of calls: exactly those that the filters leave, a few hundred in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from callboard.calls import export_columns, search
from callboard.calls.chosen import chosen
from callboard.calls.export_columns import Column, Row
from callboard.calls.filters import Filters
from callboard.calls.models import Call
from callboard.calls.seen import all_as_seen
from callboard.people.models import Membership
from callboard.ui import csv_lines
from callboard.visibility.visibility import Visibility

AT_ONCE = 5000
_BATCH = 500
_READ = (
    "public_id",
    "agency",
    "rank",
    "direction",
    "from_number",
    "to_number",
    "caller_name",
    "summary",
    "result",
    "is_example",
    "has_booking",
    "flagged_at",
    "called_back_at",
    "started_at",
    "duration_ms",
    "ended_reason",
    "cost",
    "agent__name",
    "client__name",
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which calls, and how the file shows them.

    `days_zone` is the business's, for the filters; `zone` that of the times. `address` is where
    calls are opened. `reader` is a client's person, and `by` what they see; without them it is the
    agency's file. `only` are public ids of calls that were selected.
    """

    filters: Filters
    days_zone: str
    zone: str
    address: str
    columns: Sequence[Column]
    reader: Membership | None = None
    by: Visibility | None = None
    only: tuple[str, ...] = ()

    @property
    def needs(self) -> set[str]:
        """The items of the catalogue that the file tells of: who gets it has to see them all."""
        if self.by is None:
            return set()
        shown = {column.item for column in self.columns if column.item}
        return {"calls.export"} | shown | self.filters.told(self.by)

    def calls(self) -> Any:
        """Inside the open scope: a client's, for one of its people. Examples are among them where
        the file says which these are.
        """
        rows = Call.objects.shown_to_client() if self.reader else Call.objects.all()
        if not export_columns.tells_examples(self.columns):
            rows = rows.real()
        if self.only:
            return rows.filter(public_id__in=self.only)
        return chosen(rows, self.filters, self.days_zone, reader=self.reader, many_unread=True)

    def count(self) -> int:
        """At most one more than are given at once."""
        return int(self.some(None, AT_ONCE + 1).count())

    def some(self, after: Call | None, most: int) -> Any:
        """So many, the newest or the next ones after a call."""
        rows = self.calls()
        if self.filters.text and not self.only:
            return search.matching(
                rows, self.filters.text, limit=most, older_than=after, by=self.by
            )
        if after is not None:
            rows = rows.before(after.started_at, after.pk)
        return rows.newest_first()[:most]


def lines(wanted: Wanted) -> Iterator[str]:
    yield csv_lines.BOM
    yield from csv_lines.lines([export_columns.head(wanted.columns, wanted.zone)])
    zone = ZoneInfo(wanted.zone)
    for calls in _batches(wanted):
        rows = (Row(call, zone, wanted.address) for call in calls)
        yield from csv_lines.lines(export_columns.cells(wanted.columns, rows))


def _batches(wanted: Wanted) -> Iterator[list[Call]]:
    """Newest first. Each begins where the one before ended, so that what comes meanwhile moves
    nothing.
    """
    last: Call | None = None
    while True:
        ids = wanted.some(last, _BATCH).values("pk")
        found = list(Call.objects.by_ids(ids).select_related("agent", "client").only(*_READ))
        if not found:
            return
        found.sort(key=lambda one: (one.started_at, one.pk), reverse=True)
        yield found if wanted.by is None else all_as_seen(found, wanted.by)
        last = found[-1]
