"""One page of a list of calls: found in an index, then read by their ids, in one statement."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Sum

from callboard.agencies.models import Client
from callboard.calls import reading, searched
from callboard.calls.chosen import chosen, first_day
from callboard.calls.filters import Filters
from callboard.calls.first_calls import with_first
from callboard.calls.models import Call, DailyCalls
from callboard.calls.seen import all_as_seen
from callboard.calls.vocabulary import Result
from callboard.people.models import Membership
from callboard.ui import keyset
from callboard.visibility.visibility import Visibility

# What a row shows. Nothing large and nothing sealed is read for it.
_SHOWN = (
    "public_id",
    "agency",
    "client",
    "kept_aside",
    "rank",
    "direction",
    "from_number",
    "to_number",
    "caller_name",
    "outcome",
    "summary",
    "result",
    "urgent",
    "is_example",
    "has_booking",
    "flagged_at",
    "called_back_at",
    "started_at",
    "created_at",
    "duration_ms",
    "agent__name",
    "recording__state",
)


def page(
    rows: Any,
    filters: Filters,
    zone: str,
    *,
    before: str,
    after: str,
    reader: Membership | None = None,
    unread: int = 0,
    for_people: bool = False,
    also: tuple[str, ...] = (),
    of: Client | None = None,
    by: Visibility | None = None,
) -> Any:
    """Each call has `is_unread` where there is a `reader`, of whom `unread` calls are known to be,
    and `is_first` where it is one client's people who ask (`for_people`). `also` are further
    columns by name; `of` is whose calls `rows` are, where it is an agency that asks; `by` what a
    client's people see.
    """

    def whole(ids: Any) -> Any:
        related = {name.partition("__")[0] for name in also if "__" in name}
        found = Call.objects.by_ids(ids.values("pk")).only(*_SHOWN, *also)
        found = found.select_related("agent", "recording", *related)
        found = with_first(found) if for_people else found
        return reading.with_unread(found, reader) if reader else found

    many = unread > reading.COUNTED
    found = chosen(rows, filters, zone, reader=reader, many_unread=many)
    if filters.text:
        ends = {"before": before, "after": after}
        page = searched.page(found, filters.text, **ends, fetch=whole, of=of, by=by)
    else:
        ordered = ("-started_at", "-id")
        page = keyset.page(found, ordered, before=before, after=after, fetch=whole)
    return page if by is None else replace(page, rows=all_as_seen(page.rows, by))


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many calls of each result there were on the days that are asked for."""

    by_result: dict[str, int] = field(default_factory=dict)

    @property
    def spam(self) -> int:
        return self.by_result.get(Result.SPAM, 0)

    def total(self, filters: Filters) -> int | None:
        """None where days and outcomes alone don't say it."""
        if not filters.counted_by_day:
            return None
        if filters.results:
            return sum(self.by_result.get(result, 0) for result in filters.results)
        return sum(self.by_result.values()) - (0 if filters.with_spam else self.spam)


def numbers(filters: Filters, zone: str, now: datetime) -> Numbers:
    """Inside the open scope of one client; from its daily numbers, so that no call is counted."""
    days = DailyCalls.objects.all()
    first = first_day(filters, zone, now)
    if first:
        days = days.filter(day__gte=first)
    if filters.until:
        days = days.filter(day__lte=filters.until)
    rows = days.order_by().values_list("result").annotate(calls=Sum("calls"))
    return Numbers(dict(rows))
