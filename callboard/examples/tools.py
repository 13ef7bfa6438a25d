"""What the agents of example calls do with their calendar: one that books as Cal.com's tools do."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from callboard.examples.script import Use
from callboard.examples.telling import Telling
from callboard.examples.voices import BEFORE_MS, Span

CHECK, BOOK = "check_availability_cal", "calcom_create_booking"
_LENGTH = timedelta(minutes=40)
_ANSWERS = {
    "checks": "Free times were found.",
    "books": "The appointment was created.",
    "fails": "Error: the calendar could not be reached.",
}


def tools_used(telling: Telling, spans: Sequence[Span]) -> list[dict[str, Any]]:
    """In the simulator's shape; each just after the line before it."""
    return [
        {
            "id": str(number),
            "after": use.after,
            "start_ms": (spans[use.after - 1].end_ms if use.after else BEFORE_MS) + 50,
            "name": CHECK if use.what == "checks" else BOOK,
            "given": _given(telling, use),
            "answer": _ANSWERS[use.what],
            "ok": use.what != "fails",
        }
        for number, use in enumerate(telling.script.uses)
    ]


def _given(telling: Telling, use: Use) -> dict[str, Any]:
    starts = telling.times[use.at]
    if use.what == "checks":
        return {"date": starts.date().isoformat()}
    return {
        "start": starts.isoformat(timespec="minutes"),
        "end": (starts + _LENGTH).isoformat(timespec="minutes"),
        "title": telling.script.service,
        "attendee": {"name": telling.caller.name, "phoneNumber": telling.caller.number},
    }
