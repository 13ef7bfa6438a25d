"""The daily roll-up: kept in the transaction that writes a call, so that it always equals a
recount; and with it those by the clock and by reason (`callboard.calls.tallies`), and the ledger
of what is billed.

A call counts on the day it started by its client's clock, under what came of it. Calls kept aside,
examples, and calls of no client count nowhere."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import Sum

from callboard.agencies.models import Client
from callboard.billing import ledger, rezoning
from callboard.billing.ledger import Counted
from callboard.calls import callers, tallies
from callboard.calls.callers import FIRST, NUMBERLESS, REPEAT, Key, Ring
from callboard.calls.models import Call, DailyCalls
from callboard.calls.tallies import Counts, Place

# Of each call, for a recount.
FACTS = ("started_at", "result", "duration_ms", "direction", "from_number")
_COLUMNS = ("calls", "duration_ms", FIRST, REPEAT, NUMBERLESS)
_SUMS = ", ".join(f"{name} = calls_dailycalls.{name} + excluded.{name}" for name in _COLUMNS)
_ADD = f"""
INSERT INTO calls_dailycalls (agency_id, client_id, day, result, {", ".join(_COLUMNS)})
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (client_id, day, result) DO UPDATE SET {_SUMS}
"""  # noqa: S608 - names are ours
_NONE: Counter[str] = Counter()


@dataclass(frozen=True, slots=True)
class Share:
    """What one call adds to its client's day; `half` is the half hour in which it began, `number`
    that of who rang (`callers.number_of`).
    """

    agency_id: int
    client_id: int
    day: date
    half: int
    result: str
    reason: str | None
    duration_ms: int
    call_id: int
    started_at: datetime
    cost: Decimal | None
    number: str | None
    zone: str

    @property
    def key(self) -> Key:
        return self.agency_id, self.client_id, self.day, self.result

    @property
    def ring(self) -> Ring | None:
        if self.number is None:
            return None
        return Ring(self.key, self.number, self.started_at, self.call_id, self.zone)

    @property
    def counted(self) -> Counted:
        """For the ledger, to which it makes no difference what came of the call."""
        who = self.agency_id, self.client_id, self.call_id
        return Counted(*who, self.started_at, self.duration_ms, self.cost)

    @property
    def by_the_clock(self) -> Counts:
        place = Place(self.day, self.half)
        who = self.agency_id, self.client_id
        return Counts(*who, place, self.result, self.reason, self.duration_ms)


def hold(client_ids: Iterable[int | None]) -> dict[int, Client]:
    """Holds these clients' numbers until the transaction ends, and gives the clients as they are.

    A `rebuild` at the same time would else miss a call, count it twice, or count it by another
    clock. Ask for all that will be written at once: two transactions that wait for each other end
    in a fault.
    """
    rows = Client.objects.select_for_update(no_key=True).filter(pk__in=set(client_ids) - {None})
    return {client.pk: client for client in rows.order_by("pk")}


def share_of(call: Call) -> Share | None:
    """What this call counts for, or None. Reads the client's zone: load it with the call."""
    if call.client is None or call.kept_aside or call.is_example:
        return None
    place = Place.of(call.started_at, ZoneInfo(call.client.time_zone))
    return Share(
        agency_id=call.agency_id,
        client_id=call.client.pk,
        day=place.day,
        half=place.half,
        result=str(call.result),
        reason=call.reason,
        duration_ms=call.duration_ms or 0,
        call_id=call.pk,
        started_at=call.started_at,
        cost=call.cost,
        number=callers.number_of(call.direction, call.from_number),
        zone=call.client.time_zone,
    )


def move(before: Share | None, after: Share | None) -> None:
    """Takes away what a call counted for and adds what it counts for now; both clients are held."""
    move_all([(before, after)])


def move_all(changes: Iterable[tuple[Share | None, Share | None]]) -> None:
    """The same for many calls, with one statement a day and result."""
    told = list(changes)
    net = callers.changes((_ring(before), _ring(after)) for before, after in told)
    for before, after in told:
        for share, sign in ((before, -1), (after, 1)):
            if share is not None:
                net[share.key].update(calls=sign, duration_ms=sign * share.duration_ms)
    for key, added in net.items():
        if any(added.values()):
            _add(key, added)
    tallies.move_all((_by_the_clock(before), _by_the_clock(after)) for before, after in told)
    ledger.follow((_counted(before), _counted(after)) for before, after in told)


def _ring(share: Share | None) -> Ring | None:
    return share.ring if share else None


def _by_the_clock(share: Share | None) -> Counts | None:
    return share.by_the_clock if share else None


def _counted(share: Share | None) -> Counted | None:
    return share.counted if share else None


def rebuild(client: Client) -> None:
    """Counts a client anew from its calls: after its time zone changed, or to mend."""
    with transaction.atomic():
        held = hold([client.pk])[client.pk]
        days = _recounted(held)
        DailyCalls.objects.filter(client=held).delete()
        DailyCalls.objects.bulk_create(
            [
                DailyCalls(agency_id=held.agency_id, client=held, day=day, result=result, **counts)
                for (day, result), counts in days.items()
            ],
            batch_size=500,
        )
        tallies.rebuild(held)
        rezoning.follow(held)


def wrong_days(client: Client) -> list[date]:
    """On which the numbers differ from a recount: none, unless somebody wrote calls by hand."""
    with transaction.atomic():
        held = hold([client.pk])[client.pk]
        recounted = _recounted(held)
        kept = {
            (row.day, row.result): Counter({name: getattr(row, name) for name in _COLUMNS})
            for row in DailyCalls.objects.filter(client=held)
        }
        by_the_clock = tallies.wrong_days(held)
    wrong = {
        key[0] for key in {*kept, *recounted} if kept.get(key, _NONE) != recounted.get(key, _NONE)
    }
    return sorted(wrong | by_the_clock)


def _recounted(client: Client) -> dict[tuple[date, str], Counter[str]]:
    rows = Call.objects.filter(client=client, kept_aside=False).real()
    facts = rows.order_by("started_at", "id").values_list(*FACTS).iterator(chunk_size=5000)
    return totals(facts, ZoneInfo(client.time_zone))


def totals(facts: Iterable[Any], zone: ZoneInfo) -> dict[tuple[date, str], Counter[str]]:
    """The columns of each day and result, from the `FACTS` of calls in the order they came."""
    found: dict[tuple[date, str], Counter[str]] = defaultdict(Counter)
    seen = callers.Seen()
    for started_at, result, duration_ms, direction, from_number in facts:
        counts = found[started_at.astimezone(zone).date(), result]
        counts["calls"] += 1
        counts["duration_ms"] += duration_ms or 0
        if column := seen.column_of(direction, from_number):
            counts[column] += 1
    return found


def total(client: Client) -> int:
    """How many calls a client has in all; one query."""
    found = DailyCalls.objects.filter(client=client).aggregate(total=Sum("calls"))["total"]
    return int(found or 0)


def calls_since(client_ids: list[int], now: datetime, days: int = 30) -> dict[int, int]:
    """How many calls each of these clients had in the last `days` days; one query."""
    first = (now - timedelta(days=days)).date()
    rows = (
        DailyCalls.objects.filter(client_id__in=client_ids, day__gt=first)
        .values("client_id")
        .annotate(total=Sum("calls"))
    )
    return {row["client_id"]: row["total"] for row in rows}


def _add(key: Key, added: Counter[str]) -> None:
    agency_id, client_id, day, result = key
    as_kept = connection.ops.adapt_datefield_value(day)
    sums = [added[name] for name in _COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [agency_id, client_id, as_kept, result, *sums])
