"""What a list of calls can have as a file: each column's name, who may have it, and its cell.

A client's columns name no provider, no cost and no reason for an end."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.calls.models import Call
from callboard.calls.wording import EXAMPLE, verdict
from callboard.ui.phones import phone
from callboard.ui.zones import zone_name
from callboard.visibility.visibility import Visibility


@dataclass(frozen=True, slots=True)
class Row:
    """A call, the zone of the times in the file, and where calls are opened."""

    call: Call
    zone: ZoneInfo
    address: str


@dataclass(frozen=True, slots=True)
class Column:
    """`item` is what a client's people have to see to be given it. `is_moment` has the zone's
    name in the head. A cell that is a number is written as one.
    """

    name: str
    label: str | Promise
    cell: Callable[[Row], object]
    for_agency: bool = False
    item: str = ""
    is_moment: bool = False


def _time(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S") if moment else ""


def _outcome(row: Row) -> str:
    told = verdict(row.call)
    return told.words if told else ""


def _yes(fact: object) -> str:
    return _("Yes") if fact else ""


def _number(row: Row) -> str:
    return phone(row.call.other_number) if row.call.other_number else ""


def _seconds(row: Row) -> object:
    return "" if row.call.duration_ms is None else round(row.call.duration_ms / 1000)


def _direction(row: Row) -> str:
    names = {"inbound": _("Incoming"), "outbound": _("Outgoing")}
    return names.get(row.call.direction, "")


COLUMNS = (
    Column(
        "when",
        gettext_lazy("When"),
        lambda row: _time(row.call.started_at, row.zone),
        is_moment=True,
    ),
    Column(
        "client",
        gettext_lazy("Client"),
        lambda row: row.call.client.name if row.call.client else "",
        for_agency=True,
    ),
    Column("caller", gettext_lazy("Name"), lambda row: row.call.caller_name, item="calls.name"),
    Column("number", gettext_lazy("Number"), _number, item="calls.number"),
    Column("direction", gettext_lazy("Direction"), _direction),
    Column("outcome", gettext_lazy("Outcome"), _outcome, item="calls.result"),
    Column("summary", gettext_lazy("Summary"), lambda row: row.call.summary, item="calls.summary"),
    Column("seconds", gettext_lazy("Length in seconds"), _seconds, item="calls.length"),
    Column(
        "line",
        gettext_lazy("Answered by"),
        lambda row: row.call.agent.name if row.call.agent else "",
    ),
    Column(
        "booking", gettext_lazy("Booking"), lambda row: _yes(row.call.has_booking), item="bookings"
    ),
    Column(
        "flagged", gettext_lazy("Flagged"), lambda row: _yes(row.call.flagged_at), item="calls.flag"
    ),
    Column(
        "called_back",
        gettext_lazy("Called back"),
        lambda row: _time(row.call.called_back_at, row.zone),
        item="calls.call_back",
        is_moment=True,
    ),
    Column("example", gettext_lazy("Example"), lambda row: EXAMPLE if row.call.is_example else ""),
    Column("link", gettext_lazy("Link"), lambda row: f"{row.address}{row.call.public_id}/"),
    Column(
        "reason", gettext_lazy("Reason given"), lambda row: row.call.ended_reason, for_agency=True
    ),
    Column(
        "cost",
        gettext_lazy("Cost"),
        lambda row: "" if row.call.cost is None else row.call.cost,
        for_agency=True,
    ),
)


def offered(by: Visibility | None) -> tuple[Column, ...]:
    """To a client's people, by what they see; None is the agency."""
    if by is None:
        return COLUMNS
    theirs = [column for column in COLUMNS if not column.for_agency]
    return tuple(column for column in theirs if not column.item or by.sees(column.item))


def chosen(names: Iterable[str], by: Visibility | None) -> tuple[Column, ...]:
    """In the order of the file; what is not offered is left out. All, where none is named."""
    asked = set(names)
    return tuple(column for column in offered(by) if not asked or column.name in asked)


def tells_examples(columns: Iterable[Column]) -> bool:
    """Whether a row says that nobody rang."""
    return any(column.name == "example" for column in columns)


def head(columns: Sequence[Column], zone: str) -> list[str]:
    return [
        f"{column.label} ({zone_name(zone)})" if column.is_moment else str(column.label)
        for column in columns
    ]


def cells(columns: Sequence[Column], rows: Iterable[Row]) -> Iterator[list[object]]:
    for row in rows:
        yield [column.cell(row) for column in columns]
