"""The ledger: one entry a call that counts, in its client's period, written in the transaction that
writes the call.

What is in a closed period stays. What changes afterwards is the difference, in the earliest period
that is open, as one correction a call. So the sum over a call's entries is always what it is now,
in whatever order it is told.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from callboard.billing import costs, usage
from callboard.billing.costs import Cost
from callboard.billing.models import Entry, Period, Waiver
from callboard.billing.models.entry import Why
from callboard.billing.used import started_minutes, whole_seconds

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Counted:
    """A call that counts: for whom, when it began, how long it took, and what the provider charges
    for it in US dollars.
    """

    agency_id: int
    client_id: int
    call_id: int
    started_at: datetime
    duration_ms: int
    cost: Decimal | None = None


# The client and the call.
Key = tuple[int, int]


def follow(changes: Iterable[tuple[Counted | None, Counted | None]]) -> None:
    """What calls counted for, and what they count for now; their clients are held."""
    now: dict[Key, Counted | None] = {}
    for before, after in changes:
        if before == after:
            continue
        if before is not None:
            now.setdefault((before.client_id, before.call_id), None)
        if after is not None:
            now[after.client_id, after.call_id] = after
    keys = list(now)
    for first in range(0, len(keys), AT_ONCE):
        settle({key: now[key] for key in keys[first : first + AT_ONCE]})


def settle(now: Mapping[Key, Counted | None]) -> None:
    """Writes these calls' entries as they should be; None is a call that does not count."""
    calls = [call_id for _client_id, call_id in now]
    clients = {client_id for client_id, _call_id in now}
    there: dict[Key, list[Entry]] = defaultdict(list)
    for entry in Entry.objects.filter(call_id__in=calls, client_id__in=clients).order_by("id"):
        there[entry.client_id, entry.call_id].append(entry)
    rows = Waiver.objects.filter(call_id__in=calls, client_id__in=clients)
    waived = set(rows.values_list("client_id", "call_id"))
    books = {client_id: Book(client_id) for client_id in clients}
    for book, periods in _periods(books):
        book.periods = periods
    written = _Written()
    for key, counted in now.items():
        book, is_waived = books[key[0]], key in waived
        _settle(key, counted, there[key], waived=is_waived, book=book, to=written)
    written.flush()


class Book:
    """A client's periods, in order."""

    def __init__(self, client_id: int) -> None:
        self.client_id = client_id
        self.periods: list[Period] = []

    def of(self, moment: datetime) -> Period | None:
        """The period of this moment by the client's clock."""
        if not self.periods:
            return None
        day = moment.astimezone(ZoneInfo(self.periods[0].client.time_zone)).date()
        return next((one for one in self.periods if one.has(day)), None)

    def named(self, pk: int | None) -> Period | None:
        return next((one for one in self.periods if one.pk == pk), None)

    @property
    def open(self) -> Period | None:
        """Where corrections go."""
        return next((one for one in self.periods if not one.is_closed), None)


def _periods(books: Mapping[int, Book]) -> list[tuple[Book, list[Period]]]:
    found: dict[int, list[Period]] = defaultdict(list)
    rows = Period.objects.filter(client_id__in=list(books)).select_related("client")
    for period in rows.order_by("starts_on"):
        found[period.client_id].append(period)
    return [(books[client_id], periods) for client_id, periods in found.items()]


_CHANGING = (
    "period",
    "of_period",
    "started_at",
    "seconds",
    "minutes",
    "cost",
    "without_cost",
    "is_waived",
    "why",
)


class _Written:
    """What is made, changed and taken away, each with one statement."""

    def __init__(self) -> None:
        self.made: list[Entry] = []
        self.changed: list[Entry] = []
        self.gone: list[int] = []
        self.moved = usage.Moved()

    def put(self, entry: Entry) -> None:
        (self.changed if entry.pk else self.made).append(entry)
        self.moved.add(entry)

    def flush(self) -> None:
        if self.gone:
            Entry.objects.filter(pk__in=self.gone).delete()
        Entry.objects.bulk_create(self.made)
        Entry.objects.bulk_update(self.changed, _CHANGING)
        self.moved.write()


def _settle(
    key: Key,
    counted: Counted | None,
    mine: Sequence[Entry],
    *,
    waived: bool,
    book: Book,
    to: "_Written",
) -> None:
    if counted is None and not mine:
        return
    seconds = 0 if counted is None or waived else whole_seconds(counted.duration_ms)
    minutes = started_minutes(seconds)
    # Billed or not, the provider charges for it.
    cost = costs.of_call(counted.cost) if counted else Cost()
    home = book.named(mine[0].of_period_id) if mine else None
    if home is None or not home.is_closed:
        placed = book.of(counted.started_at) if counted else None
        if home is not None and placed is not None and placed.is_closed:
            placed = book.open  # by another clock it would be of a period that is over
        home = placed
    if home is None or not home.is_closed:
        kept, settled = list(mine), []
    else:
        settled = [one for one in mine if _is_closed(book, one.period_id)]
        kept = [one for one in mine if not _is_closed(book, one.period_id)]
    for one in kept:
        to.moved.take(one)
    seconds -= sum(one.seconds for one in settled)
    minutes -= sum(one.minutes for one in settled)
    cost -= sum((one.charged for one in settled), start=Cost())
    is_correction = home is not None and home.is_closed
    is_used = bool(seconds or minutes)
    needed = is_used or cost != Cost() if is_correction else counted is not None
    to.gone += [one.pk for one in kept[1 if needed else 0 :]]
    if not needed:
        return
    entry = kept[0] if kept else Entry(client_id=key[0], call_id=key[1])
    if counted is not None:
        entry.agency_id, entry.started_at = counted.agency_id, counted.started_at
    elif not kept:
        entry.agency_id, entry.started_at = mine[0].agency_id, mine[0].started_at
    entry.period = book.open if is_correction else home
    entry.of_period = home
    entry.seconds, entry.minutes, entry.is_waived = seconds, minutes, waived
    entry.cost, entry.without_cost = cost.millionths, cost.unknown
    entry.why = ""
    if is_correction:
        entry.why = _why(counted, settled, waived) if is_used else Why.COST
    to.put(entry)


def _is_closed(book: Book, period_id: int | None) -> bool:
    period = book.named(period_id)
    return period is not None and period.is_closed


def _why(counted: Counted | None, settled: Sequence[Entry], waived: bool) -> Why:
    if counted is None:
        return Why.GONE
    if waived:
        return Why.WAIVED
    if settled and settled[-1].is_waived:
        return Why.BILLED
    return Why.LENGTH if settled else Why.LATE
