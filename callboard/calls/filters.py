"""What of the calls somebody wants to see: one value, and the query string that says it.

The address of a list is its state: the same string stands in links, saved views and exports.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from callboard.calls.vocabulary import Result
from callboard.tenancy.public_id import LENGTH
from callboard.visibility.visibility import Visibility

LONGEST_TEXT = 200
MOST_LINES = 50


class Period(StrEnum):
    """The last days of the business's calendar, today among them."""

    TODAY = "today"
    WEEK = "7"
    MONTH = "30"

    @property
    def days(self) -> int:
        return 1 if self is Period.TODAY else int(self.value)


class Length(StrEnum):
    SHORT = "short"  # under a minute
    MEDIUM = "medium"  # up to three
    LONG = "long"


class Whose(StrEnum):
    """For the agency: the calls that no client sees."""

    UNASSIGNED = "nobody"
    KEPT_ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Filters:
    """`since` and `until` are whole days, both counted, and only without a `period`. `lines` and
    `client` are public ids. What stands after `text` is the agency's alone.
    """

    period: Period | None = None
    since: date | None = None
    until: date | None = None
    results: tuple[Result, ...] = ()
    lines: tuple[str, ...] = ()
    lengths: tuple[Length, ...] = ()
    unread: bool = False
    booked: bool = False
    flagged: bool = False
    to_call_back: bool = False
    with_spam: bool = False
    text: str = ""
    client: str = ""
    whose: Whose | None = None
    badly_handled: bool = False

    def but(self, **changes: Any) -> "Filters":
        return replace(self, **changes)

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values as they stand in an address; what is not asked for is not there."""
        return [pair for name, key in NAMES.items() for pair in _told(key, getattr(self, name))]

    def query(self) -> str:
        """ "" or "?days=7&outcome=booked"."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    def facts(self) -> dict[str, Any]:
        """What of them may stand in the record: not what somebody looked for."""
        asked = self.but(text="").query()
        return {"filters": asked, "searched": True} if self.text else {"filters": asked}

    def __bool__(self) -> bool:
        """Whether anything is left out or looked for. Spam that is shown too is neither."""
        return self.but(with_spam=False) != Filters()

    def seen_by(self, by: Visibility) -> "Filters":
        """Without what would tell what is hidden from these people by what is found."""
        hidden = {name for name, item in _TELL.items() if not by.sees(item)}
        if not is_searched(by):
            hidden.add("text")
        return self.but(**{name: getattr(Filters(), name) for name in hidden})

    def told(self, by: Visibility) -> set[str]:
        """The items of the catalogue that are told by what these people find."""
        asked = {item for name, item in _TELL.items() if getattr(self, name)}
        searched = {item for item in SEARCHED if by.sees(item)} if self.text else set()
        return asked | searched

    @property
    def counted_by_day(self) -> bool:
        """Whether the daily numbers know how many calls these are."""
        rest = self.but(period=None, since=None, until=None, results=(), with_spam=False)
        return rest == Filters()

    @property
    def shows_spam(self) -> bool:
        return self.with_spam or Result.SPAM in self.results


# Each field's name in an address.
NAMES = {
    "period": "days",
    "since": "from",
    "until": "to",
    "results": "outcome",
    "lines": "line",
    "lengths": "length",
    "unread": "unread",
    "booked": "booking",
    "flagged": "flagged",
    "to_call_back": "call_back",
    "with_spam": "spam",
    "text": "q",
    "client": "client",
    "whose": "whose",
    "badly_handled": "not_well",
}
# The item of the catalogue that each of these tells by what is found.
_TELL = {
    "results": "calls.result",
    "with_spam": "calls.result",
    "lengths": "calls.length",
    "flagged": "calls.flag",
    "to_call_back": "calls.call_back",
    "booked": "bookings",
}
# Those that calls are looked for by.
SEARCHED = ("calls.number", "calls.name", "calls.transcript")
SWITCHES = ("unread", "booked", "flagged", "to_call_back", "with_spam", "badly_handled")


@dataclass(frozen=True, slots=True)
class Read:
    """What could be read of an address, and in words what could not, by the name of its field."""

    filters: Filters
    faults: dict[str, str] = field(default_factory=dict)


def is_searched(by: Visibility) -> bool:
    """Whether there is anything that these people can look for."""
    return any(by.sees(item) for item in SEARCHED)


def read(query: QueryDict, *, for_agency: bool = False, by: Visibility | None = None) -> Read:
    """A fault's filter is left out. What a client's people may not ask for is not heard, nor what
    is hidden from them (`by`).
    """
    faults: dict[str, str] = {}
    found: dict[str, Any] = {name: query.get(NAMES[name], "") not in ("", "0") for name in SWITCHES}
    found["results"] = _several(query, "outcome", Result, faults)
    found["lengths"] = _several(query, "length", Length, faults)
    found["lines"] = _ids(query, "line", faults)
    found["text"] = _plain(query.get("q", ""))
    found["period"] = _one(query, "days", Period, faults)
    if found["period"] is None:
        found |= _days(query, faults)
    if for_agency:
        found["client"] = next(iter(_ids(query, "client", faults)), "")
        found["whose"] = _one(query, "whose", Whose, faults)
    else:
        found["badly_handled"] = False
    asked = Filters(**found)
    return Read(asked if by is None else asked.seen_by(by), faults)


def of_text(text: str, *, for_agency: bool = False, by: Visibility | None = None) -> Filters:
    """From a stored query string; what it says that is no filter any more is left out."""
    return read(QueryDict(text.removeprefix("?")), for_agency=for_agency, by=by).filters


def _told(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if value is True:
        yield key, "1"
    elif isinstance(value, tuple):
        for one in value:
            yield key, str(one)
    elif value:
        yield key, value.isoformat() if isinstance(value, date) else str(value)


class _Words(Protocol):
    """A closed set of words."""

    def __iter__(self) -> Iterator[Any]: ...


def _several(query: QueryDict, key: str, words: _Words, faults: dict[str, str]) -> tuple[Any, ...]:
    asked = set(query.getlist(key)) - {""}
    known = tuple(word for word in words if word.value in asked)
    if len(known) < len(asked):
        faults[key] = _UNKNOWN[key]()
    return known


def _one(query: QueryDict, key: str, words: _Words, faults: dict[str, str]) -> Any:
    asked = query.get(key, "")
    found = next((word for word in words if word.value == asked), None)
    if asked and found is None:
        faults[key] = _UNKNOWN[key]()
    return found


def _ids(query: QueryDict, key: str, faults: dict[str, str]) -> tuple[str, ...]:
    asked = set(query.getlist(key)) - {""}
    ids = {one for one in asked if len(one) == LENGTH and one.isascii() and one.isalnum()}
    if len(ids) < len(asked) or len(ids) > MOST_LINES:
        faults[key] = _UNKNOWN[key]()
    return tuple(sorted(ids)[:MOST_LINES])


def _days(query: QueryDict, faults: dict[str, str]) -> dict[str, date | None]:
    found = {"since": _day(query, "from", faults), "until": _day(query, "to", faults)}
    since, until = found["since"], found["until"]
    if since and until and until < since:
        faults["to"] = _("The last day is before the first one. Choose a later one.")
        found["until"] = None
    return found


def _day(query: QueryDict, key: str, faults: dict[str, str]) -> date | None:
    """Days at the ends of the calendar have no neighbours."""
    text = query.get(key, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if len(text) == len("2026-12-01") else None
    except ValueError:
        day = None
    if day is None or not 2000 <= day.year <= 2999:
        faults[key] = _("This is no day. Enter it as 2026-12-01.")
        return None
    return day


def _plain(text: str) -> str:
    """What somebody typed, without what no database takes."""
    kept = text.encode("utf-8", "ignore").decode().replace("\0", "")
    return " ".join(kept.split())[:LONGEST_TEXT].strip()


_UNKNOWN = {
    "days": lambda: _("There is no such choice of days. Choose one from the list."),
    "outcome": lambda: _("There is no such outcome. Choose from the list."),
    "length": lambda: _("There is no such length. Choose from the list."),
    "line": lambda: _("There is no such line. Choose from the list."),
    "client": lambda: _("There is no such client. Choose one from the list."),
    "whose": lambda: _("There is no such choice of calls. Choose one from the list."),
}
