"""A Vapi server message as events of the common model."""

from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from callboard.providers.events import BadBody, CallEvent, Ignored, Rank
from callboard.providers.fields import EPOCH, identifier, line, milliseconds, moment, number
from callboard.providers.vapi.agents import described, references
from callboard.providers.vapi.analysis import analysis
from callboard.providers.vapi.message import Message
from callboard.providers.vapi.parties import parties
from callboard.providers.vapi.recording import sources
from callboard.providers.vapi.times import times
from callboard.providers.vapi.turns import conversation
from callboard.providers.vapi.vocabulary import outcome_of

STATUS_UPDATE = "status-update"
REPORT = "end-of-call-report"

STATUS_RANKS = {
    "scheduled": Rank.REGISTERED,
    "queued": Rank.REGISTERED,
    "ringing": Rank.RINGING,
    "in-progress": Rank.IN_PROGRESS,
    "forwarding": Rank.IN_PROGRESS,
    "ended": Rank.ENDED,
}

MOST_COST = Decimal(10**6)


def parse(body: bytes, received_at: datetime) -> tuple[CallEvent | Ignored, ...]:
    """One element. `BadBody` also for a status or report without a call id: it is about a call, but
    nobody can say which.
    """
    message = Message.read(body)
    if message.type not in (STATUS_UPDATE, REPORT):
        return (Ignored("Not an event about a call's progress or end."),)
    call_id = message.first(identifier(200), "call.id")
    if call_id is None:
        raise BadBody("The `message` has no `call.id`.")
    if message.type == REPORT:
        return (_event(message, call_id, Rank.ANALYSED, f"eocr:{call_id}", received_at),)
    status = message.first(identifier(40), "status") or ""
    if status not in STATUS_RANKS:
        return (Ignored("A status that says nothing about the call's progress."),)
    key = f"{STATUS_UPDATE}:{call_id}:{status}"
    return (_event(message, call_id, STATUS_RANKS[status], key, received_at),)


def _event(
    message: Message, call_id: str, rank: Rank, key: str, received_at: datetime
) -> CallEvent:
    told_at = message.first(moment, "timestamp")
    reason = message.first(line(160), "endedReason", "call.endedReason")
    # A live call's snapshot may carry a reason of an earlier attempt.
    if rank < Rank.ENDED:
        reason = None
    outcome = outcome_of(reason)
    when = times(message, outcome)
    who = parties(message)
    said = conversation(message, when.started_at)
    judged = analysis(message, outcome, spoken=said.spoken)
    return CallEvent(
        external_call_id=call_id,
        rank=rank,
        event_type=message.type,
        occurred_at=told_at or received_at,
        dedupe_key=f"{key}:{_stamp(told_at)}",
        agent_references=references(message),
        channel=who.channel,
        direction=who.direction,
        from_number=who.from_number,
        to_number=who.to_number,
        caller_name=who.caller_name,
        started_at=when.started_at,
        first_turn_at=said.first_turn_at,
        created_at=when.created_at,
        ended_at=when.ended_at,
        duration_ms=when.duration_ms,
        outcome=outcome,
        ended_reason_raw=reason,
        spoken=said.spoken,
        summary=judged.summary,
        success=judged.success,
        analysis=MappingProxyType(dict(judged.fields)),
        turns=said.turns,
        tool_uses=said.tool_uses,
        recording_sources=sources(message, call_id),
        cost=_cost(message),
        transfer_to=who.transfer_to,
        telephony_sid=message.first(identifier(120), "call.phoneCallProviderId"),
        extra=MappingProxyType(described(message)),
    )


def _stamp(told_at: datetime | None) -> str:
    """Milliseconds, so that 2024's ISO strings and today's numbers give one key. "-" without a
    time: then one such event a call.
    """
    return "-" if told_at is None else str(milliseconds(told_at - EPOCH))


def _cost(message: Message) -> Decimal | None:
    """US dollars to six places."""
    told = message.first(number, "cost", "costBreakdown.total", "call.cost")
    if told is None or not 0 <= told < MOST_COST:
        return None
    return round(told, 6)
