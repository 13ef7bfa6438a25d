"""What calls of the big client are like: one of each kind is merged as if it had come by webhook,
and its row is the pattern for all others.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection as database
from django.db import transaction

from callboard.agents.models import Agent
from callboard.calls.models import Call, Result
from callboard.providers import merge
from callboard.providers.events import CallEvent, Channel, Direction, Outcome, Rank, Role, Turn

_SOME_TIME = datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)
_SPOKEN = CallEvent(
    external_call_id="pattern",
    rank=Rank.ANALYSED,
    event_type="end-of-call-report",
    occurred_at=_SOME_TIME,
    dedupe_key="pattern",
    channel=Channel.PHONE,
    direction=Direction.INBOUND,
    from_number="+12075550100",
    duration_ms=120_000,
    outcome=Outcome.COMPLETED,
    ended_reason_raw="customer-ended-call",
    spoken=True,
    caller_name="Pattern",
    summary="Pattern.",
    success=True,
    turns=(Turn(0, Role.AGENT, "Pattern.", 0, 900), Turn(1, Role.USER, "Pattern.", 1000, 1400)),
    cost=Decimal("0.1"),
)
_SILENT = replace(_SPOKEN, spoken=False, summary=None, success=None, turns=(), caller_name=None)


def _about(topic: str, means: str = "") -> CallEvent:
    return replace(_SPOKEN, analysis={"topic": topic, "reason": means})


# How many of a hundred calls are of which kind.
KINDS: tuple[tuple[int, CallEvent], ...] = (
    (26, _about("Cleaning")),
    (17, _about("Check-up")),
    (9, _about("Toothache")),
    (6, _SPOKEN),
    (14, _about("Invoice", "message")),
    (10, _about("Opening hours", "question")),
    (4, _about("Results", "call_back")),
    (2, replace(_SPOKEN, analysis={"reason": "spam"})),
    (
        5,
        replace(_about("Toothache"), outcome=Outcome.TRANSFERRED, transfer_to="+12075550149"),
    ),
    (5, _SILENT),
    (1, replace(_SILENT, outcome=Outcome.FAILED)),
    (1, replace(_SILENT, outcome=Outcome.VOICEMAIL)),
)


# What each call has of its own, in the order in which `rows.Maker` makes it.
OWN = (
    "id",
    "public_id",
    "external_id",
    "from_number",
    "caller_name",
    "summary",
    "started_at",
    "ended_at",
    "duration_ms",
    "last_event_at",
    "created_at",
    "known",
    "called_back_at",
    "called_back_by_id",
)
SHARED = tuple(field.column for field in Call._meta.concrete_fields if field.column not in OWN)


@dataclass(frozen=True, slots=True)
class Pattern:
    """`shared` is what calls of a kind have in the columns `SHARED`, as the database holds it;
    their `known` is this one, but for the `moment` that stands in it.
    """

    shared: tuple[Any, ...]
    known: str
    moment: str
    is_spoken: bool
    is_to_call_back: bool


def patterns(agent: Agent) -> list[Pattern]:
    """A hundred, in the agent's agency's scope; no call of theirs stays."""
    moment = (agent.live_since or agent.created_at) + timedelta(hours=1)
    found: list[Pattern] = []
    with _undone():
        for number, (share, event) in enumerate(KINDS):
            told = replace(
                event,
                external_call_id=f"pattern {number}",
                occurred_at=moment,
                started_at=moment,
                ended_at=moment + timedelta(minutes=2),
                agent_references=(agent.external_id,),
                to_number=agent.number,
            )
            call = merge.apply(told, agent.connection, moment)
            found += [_pattern(call, moment)] * share
    return found


def _pattern(call: Call, moment: datetime) -> Pattern:
    columns = ", ".join(("known", *SHARED))
    with database.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM calls_call WHERE id = %s", [call.pk])  # noqa: S608
        known, *shared = cursor.fetchone()
    return Pattern(
        tuple(shared),
        known,
        moment.astimezone(UTC).isoformat(timespec="microseconds"),
        call.spoken,
        call.result == Result.CALL_BACK,
    )


@contextmanager
def _undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
