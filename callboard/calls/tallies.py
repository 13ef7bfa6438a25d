"""The roll-ups by the clock and by reason: kept beside the daily one (`callboard.calls.daily`), for
the same calls and in the same transaction.

What a call counts for is its place: the day, the half hour and the result, and its reason where one
is known."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from callboard.agencies.models import Client
from callboard.calls.models import Call, DailyHours, DailyReasons
from callboard.calls.models.by_the_clock import HALVES

# Clocks differ by quarters of an hour, so that all of one quarter are in one half hour.
_QUARTER_S = 900
# A day, a result, and a reason or none.
Key = tuple[date, str, str | None]
Tally = Counter[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one call stands by its client's clock; `half` is 0 to 47."""

    day: date
    half: int

    @classmethod
    def of(cls, started_at: datetime, zone: ZoneInfo) -> "Place":
        local = started_at.astimezone(zone)
        return cls(local.date(), local.hour * 2 + local.minute // 30)


@dataclass(frozen=True, slots=True)
class Counts:
    """What one call adds to its client's numbers by the clock."""

    agency_id: int
    client_id: int
    place: Place
    result: str
    reason: str | None
    duration_ms: int


def move_all(changes: Iterable[tuple[Counts | None, Counts | None]]) -> None:
    """Takes away what calls counted for and adds what they count for now; their clients are held
    (`daily.hold`).
    """
    net: dict[tuple[int, int], dict[Key, Tally]] = defaultdict(lambda: defaultdict(Counter))
    for before, after in changes:
        if before == after:
            continue
        for counts, sign in ((before, -1), (after, 1)):
            if counts is not None:
                _enter(net[counts.agency_id, counts.client_id], counts, sign)
    for (agency_id, client_id), tallies in net.items():
        for key, tally in tallies.items():
            changed = {name: count for name, count in tally.items() if count}
            if changed:
                _add(agency_id, client_id, key, changed)


def _enter(tallies: dict[Key, Tally], counts: Counts, sign: int) -> None:
    day, half = counts.place.day, HALVES[counts.place.half]
    tallies[day, counts.result, None][half] += sign
    if counts.reason:
        told = {half: sign, "calls": sign, "duration_ms": sign * counts.duration_ms}
        tallies[day, counts.result, counts.reason].update(told)


def counted(
    facts: Iterable[tuple[datetime, str, int | None, str | None]], zone: ZoneInfo
) -> dict[Key, Tally]:
    """From each call's start, result, duration and reason."""
    found: dict[Key, Tally] = defaultdict(Counter)
    places: dict[int, Place] = {}
    for started_at, result, duration_ms, reason in facts:
        quarter = int(started_at.timestamp()) // _QUARTER_S
        place = places.get(quarter)
        if place is None:
            place = places[quarter] = Place.of(started_at, zone)
        half = HALVES[place.half]
        found[place.day, result, None][half] += 1
        if reason:
            of_reason = found[place.day, result, reason]
            of_reason[half] += 1
            of_reason["calls"] += 1
            of_reason["duration_ms"] += duration_ms or 0
    return found


def rows(
    models: tuple[type[Any], type[Any]], client: Any, found: dict[Key, Tally]
) -> Iterator[list[Any]]:
    """Of the two tables, unsaved: hours, then reasons. A migration brings its own models."""
    hours, reasons = models
    own = {"agency_id": client.agency_id, "client_id": client.pk}
    plain: list[Any] = []
    reasoned: list[Any] = []
    for (day, result, reason), tally in found.items():
        facts = {**own, "day": day, "weekday": day.weekday(), "result": result, **tally}
        if reason is None:
            plain.append(hours(**facts))
        else:
            reasoned.append(reasons(reason=reason, **facts))
    yield plain
    yield reasoned


def rebuild(client: Client) -> None:
    """Counts anew; the client is held."""
    tables = (DailyHours, DailyReasons)
    for table, fresh in zip(tables, rows(tables, client, _recounted(client)), strict=True):
        table.objects.filter(client=client).delete()
        table.objects.bulk_create(fresh, batch_size=500)


def wrong_days(client: Client) -> set[date]:
    """On which they differ from a recount; the client is held."""
    kept: dict[Key, dict[str, int]] = {}
    for table in (DailyHours, DailyReasons):
        for row in table.objects.filter(client=client).iterator():
            columns = HALVES if table is DailyHours else (*HALVES, "calls", "duration_ms")
            tally = {name: n for name in columns if (n := getattr(row, name))}
            if tally:
                kept[row.day, row.result, getattr(row, "reason", None)] = tally
    anew = {key: {k: n for k, n in tally.items() if n} for key, tally in _recounted(client).items()}
    return {key[0] for key in {*kept, *anew} if kept.get(key) != anew.get(key)}


def _recounted(client: Client) -> dict[Key, Tally]:
    rows = Call.objects.filter(client=client, kept_aside=False).real().order_by()
    facts = rows.values_list("started_at", "result", "duration_ms", "reason")
    return counted(facts.iterator(chunk_size=5000), ZoneInfo(client.time_zone))


def _add(agency_id: int, client_id: int, key: Key, changed: dict[str, int]) -> None:
    day, result, reason = key
    table = "calls_dailyhours" if reason is None else "calls_dailyreasons"
    unique = ["client_id", "day", "result"] + (["reason"] if reason is not None else [])
    row: dict[str, Any] = {
        "agency_id": agency_id,
        "client_id": client_id,
        "day": connection.ops.adapt_datefield_value(day),
        "weekday": day.weekday(),
        "result": result,
        **({"reason": reason} if reason is not None else {}),
        **changed,
    }
    sums = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in changed)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(row)}) "  # noqa: S608 - names are ours
            f"VALUES ({', '.join(['%s'] * len(row))}) "
            f"ON CONFLICT ({', '.join(unique)}) DO UPDATE SET {sums}",
            list(row.values()),
        )
