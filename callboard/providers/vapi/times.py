"""When a call was, and how long."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from callboard.providers.events import Outcome
from callboard.providers.fields import milliseconds, moment, number
from callboard.providers.vapi.message import Message

MOST_MS = 24 * 3600 * 1000

# Units of the three ways in which a duration is told, in milliseconds.
DURATIONS = {"durationMs": 1, "durationSeconds": 1000, "durationMinutes": 60_000}

NEVER_CONNECTED = frozenset({Outcome.NO_ANSWER, Outcome.BUSY, Outcome.CANCELLED})


@dataclass(frozen=True, slots=True)
class Times:
    created_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    duration_ms: int | None


def times(message: Message, outcome: Outcome | None) -> Times:
    started_at = message.first(moment, "startedAt", "call.startedAt")
    ended_at = message.first(moment, "endedAt", "call.endedAt")
    return Times(
        created_at=message.first(moment, "call.createdAt"),
        started_at=started_at,
        ended_at=ended_at,
        duration_ms=_duration(message, started_at, ended_at, outcome),
    )


def bounded(value: Decimal | int) -> int | None:
    """Milliseconds within a day, else None."""
    return round(value) if 0 <= value <= MOST_MS else None


def _duration(
    message: Message,
    started_at: datetime | None,
    ended_at: datetime | None,
    outcome: Outcome | None,
) -> int | None:
    for name, unit in DURATIONS.items():
        told = message.first(number, name, f"call.{name}")
        if told is not None and (length := bounded(told * unit)) is not None:
            return length
    if started_at is not None and ended_at is not None:
        return bounded(milliseconds(ended_at - started_at))
    return 0 if outcome in NEVER_CONNECTED else None
