"""What the agents of the demo do with their tools, as the provider reports it: a calendar of
Google's, which is asked for free times and takes bookings, or does not.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from callboard.demo.plan import PlannedCall
from callboard.examples.script import Use

CHECK, BOOK = "google.calendar.availability.check", "google.calendar.event.create"
# How long the calendar takes to answer, and how long an appointment is.
_ANSWERS_IN_MS = 350
_LENGTH = timedelta(minutes=40)
_ANSWERS = {
    "checks": "Free times were found.",
    "books": "The event was created.",
    "fails": "Error: the calendar could not be reached, the event was not created.",
}


def used(call: PlannedCall, lines: int, after_ms: int) -> Iterator[dict[str, Any]]:
    """What it did after so many lines, the last of which ends at `after_ms`: each use and its
    answer, two messages.
    """
    for place, use in enumerate(call.script.uses):
        if use.after == lines:
            yield from _use(call, use, f"tool-{call.external_id[-8:]}-{place}", after_ms + 50)


def _use(call: PlannedCall, use: Use, number: str, start_ms: int) -> Iterator[dict[str, Any]]:
    name = CHECK if use.what == "checks" else BOOK
    function = {"name": name, "arguments": json.dumps(_arguments(call, use))}
    yield {
        "role": "tool_calls",
        "message": "",
        "toolCalls": [{"id": number, "type": "function", "function": function}],
        **_at(call, start_ms),
    }
    yield {
        "role": "tool_call_result",
        "toolCallId": number,
        "name": name,
        "result": _ANSWERS[use.what],
        **_at(call, start_ms + _ANSWERS_IN_MS),
    }


def _arguments(call: PlannedCall, use: Use) -> dict[str, str]:
    """By the client's own clock, as the agent hears it: without a zone."""
    if use.what == "checks":
        day = _clock(call.at.replace(hour=0, minute=0, second=0, microsecond=0))
        return {"startDateTime": day, "endDateTime": _clock(call.at + timedelta(days=7))}
    starts = call.times[use.at]
    return {
        "summary": call.script.service,
        "startDateTime": _clock(starts),
        "endDateTime": _clock(starts + _LENGTH),
    }


def _clock(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def _at(call: PlannedCall, ms: int) -> dict[str, Any]:
    at = call.at + timedelta(milliseconds=ms)
    return {"time": round(at.timestamp() * 1000), "secondsFromStart": ms / 1000}
