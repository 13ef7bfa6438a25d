"""Events such as no provider would send in this disorder, out of so few values that they meet."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from callboard.providers.events import (
    WITHOUT_CONVERSATION,
    CallEvent,
    Channel,
    ChannelKind,
    Direction,
    Outcome,
    Rank,
    RecordingSource,
    Role,
    ToolUse,
    Turn,
)
from tests.sizes import sized

# Each example is some fifty statements; the profile's number for the deep ones.
EXAMPLES = settings(max_examples=sized(12, 1000))

NOON = datetime(2026, 3, 8, 4, 59, tzinfo=UTC)  # midnight is near in New York
MOMENTS = [NOON + timedelta(minutes=n) for n in range(3)]

HELLO = Turn(0, Role.AGENT, "Hello, Bright Smile.", 0, 900)
ANSWER = Turn(1, Role.USER, "Hello.", 1000, 1400)
CONVERSATIONS = [(), (HELLO,), (HELLO, ANSWER)]

BOOKED = {"startDateTime": "2026-03-10T14:40:00", "summary": "Cleaning"}
CHECKED = ToolUse(1, "use-1", "google.calendar.availability.check", {}, "free", None, 900)
REFUSED = ToolUse(2, "use-2", "google.calendar.event.create", BOOKED, "Error: busy", None, 1200)
TAKEN = ToolUse(3, "use-3", "google.calendar.event.create", BOOKED, "Created.", None, 1500)
TOOLS = [(), (), (CHECKED,), (CHECKED, REFUSED), (CHECKED, REFUSED, TAKEN), (TAKEN,)]


def _maybe(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([None, *values])


@st.composite
def events(draw: st.DrawFn, references: list[str]) -> CallEvent:
    rank = draw(st.sampled_from(Rank))
    turns = draw(st.sampled_from(CONVERSATIONS))
    outcome = draw(_maybe(*Outcome)) if rank >= Rank.ENDED else None
    spoken = ANSWER in turns
    judged = spoken and outcome not in WITHOUT_CONVERSATION
    return CallEvent(
        external_call_id="call-1",
        rank=rank,
        event_type="end-of-call-report" if rank is Rank.ANALYSED else "status-update",
        occurred_at=draw(st.sampled_from(MOMENTS)),
        dedupe_key="",
        agent_references=tuple(draw(st.permutations(references)))[: draw(st.integers(0, 3))],
        channel=draw(_maybe(Channel.PHONE, Channel.WEB)),
        direction=draw(_maybe(*Direction)),
        from_number=draw(_maybe("+14155550100", "+14155550101")),
        to_number=draw(_maybe("+14155550142", "(415) 555-0143")),
        caller_name=draw(_maybe("Ada", "Ben")),
        started_at=draw(_maybe(*MOMENTS)),
        first_turn_at=draw(_maybe(*MOMENTS)),
        created_at=draw(_maybe(*MOMENTS)),
        ended_at=draw(_maybe(*MOMENTS)),
        duration_ms=draw(_maybe(0, 61_000)),
        outcome=outcome,
        ended_reason_raw=str(outcome) if outcome else None,
        spoken=spoken,
        summary=draw(_maybe("Moved to Monday.", "Asked for the price.")) if judged else None,
        success=draw(_maybe(True, False)) if judged else None,
        turns=turns,
        tool_uses=draw(st.sampled_from(TOOLS)),
        recording_sources=draw(st.sampled_from([(), (source("a"),), (source("b"), source("a"))])),
        cost=draw(_maybe(Decimal("0.061200"), Decimal(0))),
    )


def source(name: str) -> RecordingSource:
    return RecordingSource(f"https://storage.example/{name}.wav", ChannelKind.MONO)


@st.composite
def tellings(draw: st.DrawFn, references: list[str]) -> list[tuple[CallEvent, datetime]]:
    """What is told of one call, each with its receipt, in the order of the receipts."""
    told = draw(st.lists(events(references), min_size=1, max_size=5))
    return [
        (replace(event, dedupe_key=f"event {number}"), NOON + timedelta(seconds=number))
        for number, event in enumerate(told)
    ]
