"""An event of the simulator as one of the common model. The shape is told in docs/simulator.md."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import quote

from callboard.providers.body import read_object
from callboard.providers.events import (
    BadBody,
    CallEvent,
    Channel,
    ChannelKind,
    Direction,
    Ignored,
    Outcome,
    Rank,
    RecordingSource,
    Role,
)
from callboard.providers.fields import (
    EPOCH,
    identifier,
    line,
    mapping,
    milliseconds,
    moment,
    number,
)
from callboard.providers.simulator.analysis import analysis
from callboard.providers.simulator.tools import tool_uses
from callboard.providers.simulator.turns import bounded, turns

RANKS = {
    "registered": Rank.REGISTERED,
    "ringing": Rank.RINGING,
    "answered": Rank.IN_PROGRESS,
    "ended": Rank.ENDED,
    "reported": Rank.ANALYSED,
}
MOST_AGENTS = 20
MOST_COST = Decimal(10**6)

Word = TypeVar("Word", Channel, Direction, Outcome, ChannelKind)
_read_number = line(60)


def parse(body: bytes, received_at: datetime) -> tuple[CallEvent | Ignored, ...]:
    """One element. `BadBody` where nobody can tell what happened, or to which call."""
    told = read_object(body)
    event = identifier(40)(told.get("event"))
    if event is None:
        raise BadBody("The body has no `event`.")
    if event not in RANKS:
        return (Ignored("Not an event about a call's progress or end."),)
    call = mapping(told.get("call")) or {}
    call_id = identifier(200)(call.get("id"))
    if call_id is None:
        raise BadBody("The body has no `call.id`.")
    return (_event(event, call_id, call, moment(told.get("at")), received_at),)


def _event(
    event: str,
    call_id: str,
    call: Mapping[str, object],
    told_at: datetime | None,
    received_at: datetime,
) -> CallEvent:
    rank = RANKS[event]
    ended = rank >= Rank.ENDED
    outcome = _word(Outcome, call.get("outcome"), Outcome.UNKNOWN) if ended else None
    said = turns(call.get("turns"))
    spoken = any(turn.role is Role.USER for turn in said)
    judged = analysis(mapping(call.get("analysis")) or {}, outcome, spoken=spoken)
    stamp = "-" if told_at is None else str(milliseconds(told_at - EPOCH))
    return CallEvent(
        external_call_id=call_id,
        rank=rank,
        event_type=event,
        occurred_at=told_at or received_at,
        dedupe_key=f"{event}:{call_id}:{stamp}",
        agent_references=_agents(call),
        channel=_word(Channel, call.get("channel")),
        direction=_word(Direction, call.get("direction")),
        from_number=_read_number(call.get("from")),
        to_number=_read_number(call.get("to")),
        caller_name=line(120)(call.get("caller")),
        started_at=moment(call.get("started_at")),
        created_at=moment(call.get("created_at")),
        ended_at=moment(call.get("ended_at")),
        duration_ms=bounded(call.get("duration_ms")),
        outcome=outcome,
        ended_reason_raw=line(160)(call.get("reason")) if ended else None,
        spoken=spoken,
        summary=judged.summary,
        success=judged.success,
        analysis=MappingProxyType(dict(judged.fields)),
        turns=said,
        tool_uses=tool_uses(call.get("tools")),
        recording_sources=_recording(call, call_id),
        cost=_cost(call),
        transfer_to=_read_number(call.get("transfer_to")),
        telephony_sid=identifier(120)(call.get("telephony_id")),
    )


def _word(words: type[Word], value: object, other: Word | None = None) -> Word | None:
    """One of these words; `other` for any other word, None for what is none."""
    told = identifier(40)(value)
    if told is None:
        return None
    return words(told) if told in set(words) else other


def _agents(call: Mapping[str, object]) -> tuple[str, ...]:
    listed = call.get("agents")
    found = map(identifier(120), listed[:MOST_AGENTS] if isinstance(listed, list) else ())
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _recording(call: Mapping[str, object], call_id: str) -> tuple[RecordingSource, ...]:
    """Only that there is one: where it lies is not for a body to say."""
    kind = _word(ChannelKind, call.get("recording"))
    if kind is None:
        return ()
    return (RecordingSource(f"/{quote(call_id, safe='')}", kind, needs_api_key=True),)


def _cost(call: Mapping[str, object]) -> Decimal | None:
    """US dollars to six places."""
    told = number(call.get("cost"))
    return round(told, 6) if told is not None and 0 <= told < MOST_COST else None
