"""Which event knows better: what makes a call the same in whatever order its events arrive.

Each fact of a call remembers the weight of the event it was taken from, and a heavier event
overwrites it. A fact that an event does not tell overwrites nothing."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from callboard.calls.models import Call
from callboard.providers.events import CallEvent

# Which kind of start is known, best last.
_RECEIPT, _CREATED, _FIRST_TURN, _STARTED = range(4)

Weight = tuple[int, str, str]


def weight_of(event: CallEvent) -> Weight:
    """The rank, then the time, then something that tells two events of one instant apart."""
    at = event.occurred_at.astimezone(UTC).isoformat(timespec="microseconds")
    return int(event.rank), at, hashlib.sha256(event.dedupe_key.encode()).hexdigest()[:8]


@dataclass
class Facts:
    """What an event adds to a call; nothing is saved here."""

    call: Call
    event: CallEvent
    weight: Weight = field(init=False)

    def __post_init__(self) -> None:
        self.weight = weight_of(self.event)

    def wins(self, name: str) -> bool:
        """Whether the event knows this fact better; if so, it is now the one it was taken from."""
        known = self.call.known.get(name)
        if known is not None and self.weight < tuple(known):
            return False
        self.call.known[name] = list(self.weight)
        return True

    def take_all(self, received_at: datetime) -> None:
        for name, value in _told(self.event):
            if value not in (None, "", {}) and self.wins(name):
                setattr(self.call, name, value)
        self._take_references()
        self._take_start(received_at)
        self._take_duration()

    def _take_references(self) -> None:
        """All that any event calls the agent; those of the heaviest event first."""
        known = self.call.known.setdefault("references", {})
        # One that came before each reference had its weight.
        for reference in self.call.agent_references:
            known.setdefault(reference, [])
        for place, reference in enumerate(self.event.agent_references):
            known[reference] = max(known.get(reference, []), [*self.weight, -place])
        self.call.agent_references = sorted(known, key=lambda one: known[one], reverse=True)
        self.call.agent_reference = next(iter(self.call.agent_references), "")

    def _take_start(self, received_at: datetime) -> None:
        kind, moment = _start(self.event, received_at)
        known = self.call.known.get("started_at")
        if kind == _RECEIPT and known == [_RECEIPT]:
            # The first we heard of it is nearest to its start.
            self.call.started_at = min(self.call.started_at, moment)
            return
        told = [kind] if kind == _RECEIPT else [kind, *self.weight]
        if known is None or told >= known:
            self.call.known["started_at"] = told
            self.call.started_at = moment

    def _take_duration(self) -> None:
        """From start and end, where no event tells it."""
        call = self.call
        if "duration_ms" in call.known or call.ended_at is None:
            return
        heard = call.known["started_at"][0] in (_FIRST_TURN, _STARTED)
        length = round((call.ended_at - call.started_at).total_seconds() * 1000)
        call.duration_ms = length if heard and 0 <= length <= 24 * 3600 * 1000 else None


def _told(event: CallEvent) -> Iterator[tuple[str, Any]]:
    yield "channel", event.channel
    yield "direction", event.direction
    yield "from_number", event.from_number
    yield "to_number", event.to_number
    yield "caller_name", event.caller_name
    yield "outcome", event.outcome
    yield "ended_reason", event.ended_reason_raw
    yield "summary", event.summary
    yield "success", event.success
    yield "analysis", dict(event.analysis)
    yield "transfer_to", event.transfer_to
    yield "telephony_sid", event.telephony_sid
    yield "ended_at", event.ended_at
    yield "duration_ms", event.duration_ms
    yield "cost", event.cost


def _start(event: CallEvent, received_at: datetime) -> tuple[int, datetime]:
    if event.started_at is not None:
        return _STARTED, event.started_at
    if event.first_turn_at is not None:
        return _FIRST_TURN, event.first_turn_at
    if event.created_at is not None:
        return _CREATED, event.created_at
    return _RECEIPT, received_at
