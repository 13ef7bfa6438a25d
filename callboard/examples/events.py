"""What the simulator tells of an example call, step by step (docs/simulator.md).

The call rings when it is placed, is answered two seconds later, and is over four seconds after
that, however long the conversation is; so the report says that it began earlier than it rang.
"""

import json
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from callboard.calls.vocabulary import Outcome
from callboard.examples.models import ExampleCall
from callboard.examples.speech import Speaker
from callboard.examples.telling import Telling
from callboard.examples.tools import tools_used
from callboard.examples.voices import Recorded

_BY = {Speaker.AGENT: "agent", Speaker.CALLER: "caller"}


class Step(StrEnum):
    """The events of an example call, in their order; the values are the simulator's names."""

    RINGING = "ringing"
    ANSWERED = "answered"
    REPORTED = "reported"


# How long after it was placed each is told, and when the call is over.
AFTER = {
    Step.RINGING: timedelta(),
    Step.ANSWERED: timedelta(seconds=2),
    Step.REPORTED: timedelta(seconds=7),
}
_OVER = timedelta(seconds=6)


def event(example: ExampleCall, step: Step, call: dict[str, Any]) -> bytes:
    """The body of a webhook."""
    at = example.placed_at + AFTER[step]
    return json.dumps({"event": step.value, "at": _iso(at), "call": call}).encode()


def live_call(example: ExampleCall, telling: Telling, step: Step) -> dict[str, Any]:
    """What is known of it while it goes on."""
    call = {
        "id": example.public_id,
        "channel": "phone",
        "direction": "inbound",
        "agents": [example.agent.public_id],
        "from": telling.caller.number,
        "created_at": _iso(example.placed_at),
    }
    if example.agent.number:
        call["to"] = example.agent.number
    if step is not Step.RINGING:
        call["started_at"] = _iso(example.placed_at + AFTER[Step.ANSWERED])
    return call


def reported_call(
    example: ExampleCall, telling: Telling, recorded: Recorded, *, has_sound: bool
) -> dict[str, Any]:
    script, ended_at = telling.script, example.placed_at + _OVER
    call = live_call(example, telling, Step.REPORTED) | {
        "started_at": _iso(ended_at - timedelta(milliseconds=recorded.duration_ms)),
        "ended_at": _iso(ended_at),
        "duration_ms": recorded.duration_ms,
        "outcome": script.ended if script.ended in set(Outcome) else Outcome.COMPLETED.value,
        "reason": script.ended,
        "turns": [
            {
                "by": _BY[line.speaker],
                "text": line.text,
                "start_ms": span.start_ms,
                "end_ms": span.end_ms,
            }
            for line, span in zip(script.lines, recorded.spans, strict=True)
        ],
        "tools": tools_used(telling, recorded.spans),
        "analysis": {
            "summary": script.summary,
            "success": True,
            "fields": {"result": script.means, "urgent": bool(script.urgent)},
        },
    }
    if any(telling.caller.name in line.text for line in script.lines):
        call["caller"] = telling.caller.name
    if script.ended == Outcome.TRANSFERRED:
        call["transfer_to"] = telling.live.transfer_to
    if has_sound:
        call["recording"] = "stereo"
    return call


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
