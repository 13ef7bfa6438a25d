"""What of its numbers a client's people want to see: one value, and the query string that says it.

As with a list of calls, the address of the page is its state (`callboard.calls.filters`).
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from callboard.calls import filters
from callboard.calls.filters import Filters
from callboard.calls.results import LONGEST_REASON
from callboard.calls.vocabulary import Result
from callboard.insights.period import Period
from callboard.ui.zones import local

# Three years and a leap day.
MOST_DAYS = 3 * 365 + 1


class Span(StrEnum):
    """The last days of the business's calendar, today among them."""

    TODAY = "today"
    WEEK = "7"
    MONTH = "30"
    QUARTER = "90"
    YEAR = "365"

    @property
    def days(self) -> int:
        return 1 if self is Span.TODAY else int(self.value)


class Charted(StrEnum):
    CALLS = "calls"
    BOOKED = "booked"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Asked:
    """`since` and `until` are whole days, both counted, and only without a `span`."""

    span: Span | None = Span.MONTH
    since: date | None = None
    until: date | None = None
    outcome: Result | None = None
    reason: str = ""
    charted: Charted = Charted.CALLS
    compares: bool = False
    same_weekdays: bool = False

    def but(self, **changes: Any) -> "Asked":
        return replace(self, **changes)

    def period(self, now: datetime, zone: str) -> Period:
        today = local(now, zone).date()
        if self.span is not None:
            return Period(today, self.span.days)
        last = self.until or max(today, self.since or today)
        first = self.since or last - timedelta(days=Span.MONTH.days - 1)
        first = max(first, last - timedelta(days=MOST_DAYS - 1))
        return Period(last, (last - first).days + 1)

    def before(self, period: Period) -> Period:
        return period.before_on_same_weekdays if self.same_weekdays else period.before

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values as they stand in an address; what goes without saying is not there."""
        told = {
            "days": self.span if self.span not in (None, Span.MONTH) else None,
            "from": None if self.span or not self.since else self.since.isoformat(),
            "to": None if self.span or not self.until else self.until.isoformat(),
            "outcome": self.outcome,
            "reason": self.reason,
            "chart": None if self.charted is Charted.CALLS else self.charted,
            "compare": "1" if self.compares else None,
            "weekdays": "1" if self.compares and self.same_weekdays else None,
        }
        return [(name, str(value)) for name, value in told.items() if value]

    def query(self) -> str:
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    def of_calls(self, period: Period, **also: Any) -> Filters:
        """The list of calls behind a number, where no reason is chosen: the list knows none."""
        results = (self.outcome,) if self.outcome else ()
        return Filters(since=period.first, until=period.last, results=results).but(**also)


@dataclass(frozen=True, slots=True)
class Read:
    """What could be read of an address, and in words what could not, by the name of its field."""

    asked: Asked
    faults: dict[str, str] = field(default_factory=dict)


def read(query: QueryDict) -> Read:
    faults: dict[str, str] = {}
    span = next((one for one in Span if one.value == query.get("days", "")), None)
    if query.get("days") and span is None:
        faults["days"] = _("There is no such choice of days. Choose one above.")
    since, until = (None, None) if span else _days(query, faults)
    outcome = next((one for one in Result if one.value == query.get("outcome")), None)
    if query.get("outcome") and outcome is None:
        faults["outcome"] = _("There is no such outcome. Choose from the list.")
    asked = Asked(
        span=span if span or since or until else Span.MONTH,
        since=since,
        until=until,
        outcome=outcome,
        reason=_plain(query.get("reason", "")),
        charted=next((one for one in Charted if one.value == query.get("chart")), Charted.CALLS),
        compares=query.get("compare", "") not in ("", "0"),
        same_weekdays=query.get("weekdays", "") not in ("", "0"),
    )
    return Read(asked, faults)


def _days(query: QueryDict, faults: dict[str, str]) -> tuple[date | None, date | None]:
    """Of a range that somebody typed; one that cannot be is told, and left out."""
    typed = QueryDict(mutable=True)
    for name in ("from", "to"):
        typed[name] = query.get(name, "")
    found = filters.read(typed)
    faults |= found.faults
    since, until = found.filters.since, found.filters.until
    if since and until and (until - since).days >= MOST_DAYS:
        faults["to"] = _("Choose at most three years.")
        return None, None
    return since, until


def _plain(text: str) -> str:
    kept = text.encode("utf-8", "ignore").decode().replace("\0", "")
    return " ".join(kept.split())[:LONGEST_REASON]
