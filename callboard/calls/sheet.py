"""What the pages of both sides show of one call: its sound, its lines, the moment to begin at."""

from functools import partial
from typing import Any

from django.utils import timezone

from callboard.calls.models import Call
from callboard.calls.waveform import Waveform, waveform
from callboard.calls.wording import other_side


def sheet(
    call: Call, *, here: str, here_in_full: str, recording_url: str, moment: str, place: str = ""
) -> dict[str, Any]:
    """The context of `calls/sound.html` and `calls/words.html`. `here` is the page's address, in
    full for links that are taken elsewhere; `place` the query that says from which list it was
    opened, and stays in the links to the page itself; `moment` the second that an address asks for:
    what is none begins at the beginning.
    """
    recording = getattr(call, "recording", None)
    begin = int(moment) if moment.isdecimal() and len(moment) < 6 else None
    return {
        "call_": call,
        "other_side": other_side(call),
        "recording_": recording,
        "recording_url": recording_url,
        "length_ms": _length(call),
        "begin": begin,
        "turns": _turns(call),
        "wave": drawn(call),
        "lasted_ms": _lasted(call) if call.is_live else None,
        "here": here + place,
        "moment": partial(_moment, here, place),
        "here_in_full": here_in_full,
    }


def drawn(call: Call) -> Waveform | None:
    """The call's recording, if there is one. Reads what was not read along with the call."""
    recording = getattr(call, "recording", None)
    return recording and waveform(recording.channels, _turns(call), _length(call))


def _turns(call: Call) -> list[dict[str, Any]]:
    return call.transcript.turns if hasattr(call, "transcript") else []


def _length(call: Call) -> int | None:
    recording = getattr(call, "recording", None)
    return (recording and recording.duration_ms) or call.duration_ms


def _moment(here: str, place: str, at_ms: int, line: int) -> str:
    """Where the page begins without script: at this moment, with that line in sight."""
    also = f"&{place[1:]}" if place else ""
    return f"{here}?t={at_ms // 1000}{also}#turn-{line}"


def _lasted(call: Call) -> int:
    """So far."""
    return max(0, int((timezone.now() - call.started_at).total_seconds() * 1000))
