"""A call of the demo as the provider would report it: an end-of-call report in the shape that Vapi
documents, so that it comes in through the same door as any other.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from callboard.demo.plan import PlannedCall
from callboard.demo.tool_messages import used
from callboard.examples.speech import Line, Speaker
from callboard.examples.voices import AFTER_MS, BEFORE_MS, Span

_ROLES = {Speaker.AGENT: ("bot", "AI"), Speaker.CALLER: ("user", "User")}
# Reasons for which nobody was ever connected.
_NEVER_CONNECTED = {"customer-did-not-answer", "customer-busy"}
_DOLLARS_A_MINUTE = 0.11
# How long the provider takes to write its report.
_REPORTED_AFTER = timedelta(seconds=5)


def estimated(lines: Sequence[Line]) -> tuple[Span, ...]:
    """When each turn of a call is said that nobody recorded: by how many words it has."""
    spans: list[Span] = []
    end = BEFORE_MS
    for number, line in enumerate(lines):
        start = max(0, end + (line.pause_ms if number else 0))
        end = start + 250 + 330 * len(line.text.split())
        spans.append(Span(start, end))
    return tuple(spans)


def report(
    call: PlannedCall, *, agent_id: str, our_number: str, spans: Sequence[Span]
) -> tuple[bytes, datetime]:
    """The webhook's body, and when it arrives. `agent_id` is the provider's."""
    script = call.script
    length = spans[-1].end_ms + AFTER_MS if spans else 1000 * int(script.silent_seconds)
    ended_at = call.at + timedelta(milliseconds=length)
    reported_at = ended_at + _REPORTED_AFTER
    message: dict[str, Any] = {
        "type": "end-of-call-report",
        "timestamp": _ms(reported_at),
        "endedReason": script.ended,
        "cost": round(0.02 + _DOLLARS_A_MINUTE * length / 60_000, 4),
        "analysis": {
            "summary": script.summary,
            "successEvaluation": "true",
            # Three fields that the agency had the provider's model fill in.
            "structuredData": {
                "reason": script.means,
                "urgent": bool(script.urgent),
                "topic": script.service or script.key.replace("-", " "),
            },
        },
        "artifact": {
            "messages": list(_messages(call, spans)),
            "transcript": "\n".join(
                f"{_ROLES[one.speaker][1]}: {one.text}" for one in script.lines
            ),
        },
        "call": {
            "id": call.external_id,
            "type": f"{script.direction}PhoneCall",
            "createdAt": _iso(call.at - timedelta(seconds=2)),
            "assistantId": agent_id,
        },
        "customer": {"number": call.caller.number},
        "phoneNumber": {"number": our_number},
    }
    if script.ended not in _NEVER_CONNECTED:
        message |= {
            "startedAt": _iso(call.at),
            "endedAt": _iso(ended_at),
            "durationMs": length,
        }
    if _knows_name(call):
        message["customer"]["name"] = call.caller.name
    if script.transfer_to:
        message["destination"] = {"type": "number", "number": script.transfer_to}
    return json.dumps({"message": message}).encode(), reported_at


def _messages(call: PlannedCall, spans: Sequence[Span]) -> Iterator[dict[str, Any]]:
    """What was said, and between the lines what the agent did with its calendar."""
    for number, (line, span) in enumerate(zip(call.script.lines, spans, strict=True)):
        yield from used(call, number, spans[number - 1].end_ms if number else 0)
        yield _turn(call.at, line, span)
    yield from used(call, len(spans), spans[-1].end_ms if spans else 0)


def _turn(started_at: datetime, line: Line, span: Span) -> dict[str, Any]:
    start, end = (started_at + timedelta(milliseconds=ms) for ms in (span.start_ms, span.end_ms))
    return {
        "role": _ROLES[line.speaker][0],
        "message": line.text,
        "time": _ms(start),
        "endTime": _ms(end),
        "secondsFromStart": span.start_ms / 1000,
    }


def _knows_name(call: PlannedCall) -> bool:
    """Whom the agent calls is known by name, and who says it."""
    said = any(call.caller.name in line.text for line in call.script.lines)
    return said or call.script.direction == "outbound" or call.is_heard


def _ms(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
