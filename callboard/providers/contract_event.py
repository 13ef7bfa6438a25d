"""What must hold of every event, whatever the body was: the part of the contract about values."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from decimal import Decimal

from callboard.providers.events import WITHOUT_CONVERSATION, CallEvent, Rank, Role

# What PostgreSQL refuses.
UNFIT = re.compile("[\x00\ud800-\udfff]")

# As wide as the columns they go into.
LONGEST = {
    "external_call_id": 200,
    "event_type": 60,
    "dedupe_key": 300,
    "from_number": 60,
    "to_number": 60,
    "caller_name": 120,
    "ended_reason_raw": 160,
    "transfer_to": 60,
    "telephony_sid": 120,
    "summary": 20_000,
}
LONGEST_REFERENCE = 120
MOST_TOOL_USES = 200
LONGEST_TOOL_TEXT = 10_000
DAY_MS = 24 * 3600 * 1000
MOST_COST = Decimal(10**6)


def check_event(event: CallEvent) -> None:
    """AssertionError naming what a database or a page could not take."""
    for text in _texts(event):
        assert text.strip(), "an empty text instead of None"
        assert not UNFIT.search(text), "a character that no database takes"
    for name, longest in LONGEST.items():
        assert len(getattr(event, name) or "") <= longest, f"{name} is too long"
    for moment in (getattr(event, one.name) for one in fields(event)):
        assert not isinstance(moment, datetime) or moment.tzinfo is not None, "a time without zone"
    assert len(set(event.agent_references)) == len(event.agent_references)
    assert all(len(one) <= LONGEST_REFERENCE for one in event.agent_references)
    assert event.duration_ms is None or 0 <= event.duration_ms <= DAY_MS
    assert event.cost is None or 0 <= event.cost < MOST_COST
    assert event.outcome is None or event.rank >= Rank.ENDED, "an outcome before the end"
    assert event.spoken == any(turn.role is Role.USER for turn in event.turns)
    if not event.spoken or event.outcome in WITHOUT_CONVERSATION:
        assert event.summary is None, "a summary of what nobody said"
        assert event.success is None, "a judgement of what nobody said"
        assert not event.analysis, "an analysis of what nobody said"
    _check_turns(event)
    _check_tool_uses(event)
    for source in event.recording_sources:
        place = "/" if source.needs_api_key else ("http://", "https://")
        assert source.url.startswith(place), "neither a path nor a web address"
        assert not source.url.startswith("//"), "a path that names a host"


def _check_turns(event: CallEvent) -> None:
    order = [turn.index for turn in event.turns]
    assert order == sorted(set(order)), "turns out of the provider's order"
    for turn in event.turns:
        assert turn.start_ms is None or 0 <= turn.start_ms <= DAY_MS
        assert turn.end_ms is None or turn.start_ms is not None
        assert turn.end_ms is None or turn.end_ms >= (turn.start_ms or 0)


def _check_tool_uses(event: CallEvent) -> None:
    order = [use.index for use in event.tool_uses]
    assert order == sorted(order), "tool uses out of the provider's order"
    ids = [use.id for use in event.tool_uses]
    assert len(set(ids)) == len(ids), "tool uses that cannot be told apart"
    assert len(ids) <= MOST_TOOL_USES
    for use in event.tool_uses:
        assert len(use.id) <= LONGEST_REFERENCE
        assert len(use.name) <= LONGEST_REFERENCE
        assert use.start_ms is None or 0 <= use.start_ms <= DAY_MS
        told = json.dumps(use.arguments, allow_nan=False, ensure_ascii=False)
        assert len(told) <= LONGEST_TOOL_TEXT, "what a tool was given is too long"
        assert not UNFIT.search(told), "a character that no database takes"
        assert len(use.result or "") <= LONGEST_TOOL_TEXT, "what a tool answered is too long"


def _texts(event: CallEvent) -> Iterator[str]:
    for one in fields(event):
        value = getattr(event, one.name)
        if isinstance(value, str):
            yield value
    yield from event.agent_references
    yield from event.extra.values()
    yield from event.analysis
    yield from event.analysis.values()
    yield from (turn.text for turn in event.turns)
    for use in event.tool_uses:
        yield from filter(None, (use.id, use.name, use.result))
    yield from (source.url for source in event.recording_sources)
