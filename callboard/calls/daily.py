"""The daily roll-up: kept in the transaction that writes a call, so that it always equals a
recount; and with it those by the clock and by reason (`callboard.calls.tallies`), and the ledger
of what is billed.

A call counts on the day it started by its client's clock, under what came of it. Calls kept aside,
examples, and calls of no client count nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import Sum

from callboard.agencies.models import Client
from callboard.billing import ledger, rezoning
from callboard.billing.ledger import Counted
from callboard.calls import tallies
from callboard.calls.models import Call, DailyCalls
from callboard.calls.tallies import Counts, Place

_ADD = """
INSERT INTO calls_dailycalls (agency_id, client_id, day, result, calls, duration_ms)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (client_id, day, result) DO UPDATE SET
  calls = calls_dailycalls.calls + excluded.calls,
  duration_ms = calls_dailycalls.duration_ms + excluded.duration_ms
"""

# The agency, the client, its day, the result.
_Key = tuple[int, int, date, str]


@dataclass(frozen=True, slots=True)
class Share:
    """What one call adds to its client's day; `half` is the half hour in which it began."""

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
    )


def move(before: Share | None, after: Share | None) -> None:
    """Takes away what a call counted for and adds what it counts for now; both clients are held."""
    move_all([(before, after)])


def move_all(changes: Iterable[tuple[Share | None, Share | None]]) -> None:
    """The same for many calls, with one statement a day and result."""
    net: dict[_Key, tuple[int, int]] = {}
    told = list(changes)
    for before, after in told:
        for share, sign in ((before, -1), (after, 1)):
            if share is not None:
                key = (share.agency_id, share.client_id, share.day, share.result)
                calls, duration_ms = net.get(key, (0, 0))
                net[key] = calls + sign, duration_ms + sign * share.duration_ms
    for key, (calls, duration_ms) in net.items():
        if calls or duration_ms:
            _add(key, calls, duration_ms)
    tallies.move_all((_by_the_clock(before), _by_the_clock(after)) for before, after in told)
    ledger.follow((_counted(before), _counted(after)) for before, after in told)


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
                DailyCalls(
                    agency_id=held.agency_id,
                    client=held,
                    day=day,
                    result=result,
                    calls=calls,
                    duration_ms=duration_ms,
                )
                for (day, result), (calls, duration_ms) in days.items()
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
        rows = DailyCalls.objects.filter(client=held).exclude(calls=0, duration_ms=0)
        kept = {(row.day, row.result): (row.calls, row.duration_ms) for row in rows}
        by_the_clock = tallies.wrong_days(held)
    keys = {*kept, *recounted}
    wrong = {key[0] for key in keys if kept.get(key) != recounted.get(key)}
    return sorted(wrong | by_the_clock)


def _recounted(client: Client) -> dict[tuple[date, str], tuple[int, int]]:
    rows = Call.objects.filter(client=client, kept_aside=False).real().order_by()
    facts = rows.values_list("started_at", "result", "duration_ms").iterator(chunk_size=5000)
    return totals(facts, ZoneInfo(client.time_zone))


def totals(
    facts: Iterable[tuple[datetime, str, int | None]], zone: ZoneInfo
) -> dict[tuple[date, str], tuple[int, int]]:
    """How many calls and milliseconds each day and result has, from each call's start, result and
    duration.
    """
    found: dict[tuple[date, str], tuple[int, int]] = {}
    for started_at, result, duration_ms in facts:
        key = started_at.astimezone(zone).date(), result
        calls, total = found.get(key, (0, 0))
        found[key] = calls + 1, total + (duration_ms or 0)
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


def _add(key: _Key, calls: int, duration_ms: int) -> None:
    agency_id, client_id, day, result = key
    as_kept = connection.ops.adapt_datefield_value(day)
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [agency_id, client_id, as_kept, result, calls, duration_ms])
