"""Calls and recordings as the inbox leaves them."""

from dataclasses import asdict
from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents.models import Agent, Connection
from callboard.calls import results, storage
from callboard.calls.models import Call, Recording, Transcript
from tests import cast

SOUND = b"RIFF\x24\x08\x00\x00WAVEfmt " + bytes(range(256)) * 800

TURNS = [
    {"role": "agent", "text": "Bright Smile, this is Robin.", "start_ms": 0, "end_ms": 1900},
    {"role": "user", "text": "I chipped a <b>tooth</b>.", "start_ms": 2100, "end_ms": 4000},
    {"role": "agent", "text": "Come at two.", "start_ms": 14_200, "end_ms": 16_000},
]

_numbers = count(1)
_minutes = count(1)


def begin_lately() -> None:
    """The next call is of a minute ago, whatever ran before: a thousandth was of yesterday."""
    global _minutes  # noqa: PLW0603 - as many as there are tests
    _minutes = count(1)


def robin(of: Client) -> Agent:
    """The client's agent; made on the first call."""
    found = Agent.objects.filter(client=of).first()
    if found is not None:
        return found
    on = Connection.objects.filter(agency=of.agency).first() or cast.connection(of.agency)
    return cast.agent(of, on)


def a_call(of: Client, *, turns: list[dict[str, Any]] | None = None, **facts: Any) -> Call:
    agent = robin(of)
    now = timezone.now()
    call = Call(
        **{
            "agency": of.agency,
            "connection": agent.connection,
            "agent": agent,
            "client": of,
            "external_id": f"call-{next(_numbers)}",
            "direction": "inbound",
            "from_number": "+14155550123",
            "caller_name": "Dana Whitfield",
            "summary": "Chipped a tooth.",
            "outcome": "completed",
            "spoken": True,
            "rank": 4,
            "duration_ms": 184_000,
            "started_at": now - timedelta(minutes=next(_minutes)),
            "last_event_at": now,
            "created_at": now,
            **facts,
        }
    )
    if "result" not in facts:
        results.settle(call)
    call.save()
    if turns:
        Transcript.objects.create(agency=of.agency, call=call, turns=turns)
    return call


def a_recording(of: Call, sound: bytes = SOUND) -> Recording:
    recording = Recording.objects.create(agency_id=of.agency_id, call=of)
    with storage.incoming(recording) as file:
        file.write(sound)
        stored = file.finish()
    Recording.objects.filter(pk=recording.pk).update(state="stored", **asdict(stored))
    recording.refresh_from_db()
    return recording
