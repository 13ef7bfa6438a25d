"""Who rings a client for the first time, and who rang before: counted in the daily roll-up
(`callboard.calls.daily`).

The first call from a number is that of a new caller; any later one is of somebody who rang before.
Which one is first is another as soon as an earlier one comes in late, is moved, kept aside or
erased: the calls of a number that changed are laid beside the first of those that did not."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from callboard.calls.models import Call
from callboard.calls.models.call import CallQuerySet
from callboard.calls.vocabulary import Direction

# Less is a word like "anonymous", or no caller's.
_FEWEST_DIGITS = 7
# Columns of `DailyCalls`.
FIRST, REPEAT, NUMBERLESS = "first_calls", "repeat_calls", "numberless_calls"
# The agency, the client, its day, the result.
Key = tuple[int, int, date, str]


@dataclass(frozen=True, slots=True)
class Ring:
    """A call that counts and in which somebody rang; `number` is "" where none is known. `zone` is
    that of the client.
    """

    key: Key
    number: str
    started_at: datetime
    call_id: int
    zone: str

    @property
    def place(self) -> tuple[datetime, int]:
        """Before which other call of its number it came."""
        return self.started_at, self.call_id


def number_of(direction: str, from_number: str) -> str | None:
    """By which a caller is known: "" for none, None where nobody rang."""
    if direction != Direction.INBOUND:
        return None
    return from_number if sum(map(str.isdigit, from_number)) >= _FEWEST_DIGITS else ""


def of_number(client_id: int, number: str) -> CallQuerySet:
    """All that count of one caller, the first one first."""
    rows = Call.objects.filter(client_id=client_id, from_number=number, direction=Direction.INBOUND)
    return rows.filter(kept_aside=False, is_example=False).order_by("started_at", "id")


def changes(told: Iterable[tuple[Ring | None, Ring | None]]) -> dict[Key, Counter[str]]:
    """What is to be added to the roll-up; the calls' clients are held (`daily.hold`)."""
    net: dict[Key, Counter[str]] = defaultdict(Counter)
    numbers: dict[tuple[int, str], _Number] = defaultdict(_Number)
    for before, after in told:
        if before == after:
            continue
        for ring, sign in ((before, -1), (after, 1)):
            if ring is None:
                continue
            if not ring.number:
                net[ring.key][NUMBERLESS] += sign
                continue
            of = numbers[ring.key[1], ring.number]
            (of.before if sign < 0 else of.after).append(ring)
    for of in numbers.values():
        of.settle(net)
    return net


class _Number:
    """The calls of one number of which something changed: as they were, and as they are."""

    def __init__(self) -> None:
        self.before: list[Ring] = []
        self.after: list[Ring] = []

    def settle(self, net: dict[Key, Counter[str]]) -> None:
        stayed = self._first_that_stayed()
        for rings, sign in ((self.before, -1), (self.after, 1)):
            known = [*rings, *stayed]
            first = min(known, key=lambda ring: ring.place, default=None)
            for ring in known:
                net[ring.key][FIRST if ring is first else REPEAT] += sign

    def _first_that_stayed(self) -> list[Ring]:
        """Of a number's calls only the first can become another's successor. One query."""
        some = (self.before or self.after)[0]
        agency_id, client_id, _day, _result = some.key
        changed = {ring.call_id for ring in (*self.before, *self.after)}
        rows = of_number(client_id, some.number).exclude(pk__in=changed)
        found = rows.values_list("started_at", "id", "result")[:1]
        return [
            Ring(
                (agency_id, client_id, started_at.astimezone(ZoneInfo(some.zone)).date(), result),
                some.number,
                started_at,
                call_id,
                some.zone,
            )
            for started_at, call_id, result in found
        ]


class Seen:
    """For a recount: the numbers of calls that came before, in their order."""

    def __init__(self) -> None:
        self._numbers: set[str] = set()

    def column_of(self, direction: str, from_number: str) -> str | None:
        """Where the next call counts; None where nobody rang."""
        number = number_of(direction, from_number)
        if not number:
            return None if number is None else NUMBERLESS
        if number in self._numbers:
            return REPEAT
        self._numbers.add(number)
        return FIRST
