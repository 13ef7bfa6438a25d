"""The genuine report, given a known agent's id, and variations of it: sent, stored, worked through.

It is not ours to ship and lies beside the repository: without it there is nothing to test.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from callboard.calls.models import Call, Transcript
from callboard.providers import inbox
from callboard.providers.answers import LARGEST_BODY
from callboard.providers.models import Delivery
from tests.inbox import snapshot
from tests.inbox.line import Line
from tests.inbox.snapshot import undone

GENUINE = Path(__file__).resolve().parents[3] / "shared" / "payloads" / "vapi"
REPORT = GENUINE / "end-of-call-report-1.json"


FIRST_TURN = datetime.fromisoformat("2024-07-27T21:23:28.897+00:00")
MADE = datetime.fromisoformat("2024-07-27T21:23:24.677+00:00")


def message(line: Line) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(REPORT.read_bytes())["message"]
    told["call"]["assistantId"] = line.agent.external_id
    return told


def sent(line: Line, told: dict[str, Any]) -> Call:
    answer = line.post(json.dumps({"message": told}).encode())
    assert answer.status_code == 200, answer.content
    assert inbox.drain_once()
    call = Call.objects.get()
    assert (call.client, call.kept_aside) == (line.client, False)
    assert snapshot.counted() == snapshot.recounted()
    return call


def words(call: Call) -> list[str]:
    return [turn["text"] for turn in Transcript.objects.get(call=call).turns]


# Made only where there is something to read, since a skipped test fails a run that allows none.
if REPORT.is_file():
    PLACES = [
        *json.loads(REPORT.read_bytes())["message"],
        *(f"call.{name}" for name in json.loads(REPORT.read_bytes())["message"]["call"]),
    ]
    # Without these it is another event, or about no call.
    NEEDED = {"type", "call", "call.id"}

    def test_it_reads_right(line: Line) -> None:
        call = sent(line, message(line))
        assert abs((call.started_at - FIRST_TURN).total_seconds()) < 2
        assert (call.outcome, call.direction) == ("completed", "inbound")
        assert (call.from_number, call.to_number) == ("+15005550142", "+15005550100")
        assert call.summary.startswith("The user inquired about the weather")
        turns = Transcript.objects.get(call=call).turns
        assert turns[0]["text"] == "Hi there. I'm assistant 1."
        assert {turn["role"] for turn in turns} == {"agent", "user"}
        assert "You are an assistant." not in words(call)
        starts = [turn["start_ms"] for turn in turns]
        assert starts == sorted(starts)
        assert call.recording.state == "pending"

    @pytest.mark.parametrize("place", sorted({*PLACES} - NEEDED))
    def test_any_field_may_be_missing_or_strange(line: Line, place: str) -> None:
        values: list[Any] = ["removed", None, 7, [], {}]
        for value in values:
            told = message(line)
            holder = told["call"] if place.startswith("call.") else told
            name = place.removeprefix("call.")
            holder.pop(name)
            if value != "removed":
                holder[name] = value
            with undone():
                call = sent(line, told)
                assert abs((call.started_at - FIRST_TURN).total_seconds()) < 6
                assert "Hi there. I'm assistant 1." in " ".join(words(call))

    def test_without_any_turn_the_start_is_when_the_call_was_made(line: Line) -> None:
        told = message(line)
        for name in ("messages", "artifact", "transcript"):
            del told[name]
        call = sent(line, told)
        assert call.started_at == MADE
        assert not Transcript.objects.exists()

    def test_with_a_start_of_its_own_it_starts_there(line: Line) -> None:
        told = message(line) | {
            "startedAt": "2024-07-27T21:23:27.377Z",
            "endedAt": "2024-07-27T21:24:00.377Z",
        }
        call = sent(line, told)
        assert call.started_at.isoformat() == "2024-07-27T21:23:27.377000+00:00"
        assert call.duration_ms == 33_000

    @pytest.mark.parametrize("reason", ["a-new-reason", "pipeline-error-new-failed", "", " ", "é"])
    def test_unknown_reasons_are_no_known_ones(line: Line, reason: str) -> None:
        call = sent(line, message(line) | {"endedReason": reason})
        assert call.outcome == ("failed" if "error" in reason else "unknown")

    def test_two_mebibytes_of_talk(line: Line) -> None:
        told = message(line)
        bare = len(json.dumps({"message": told}).encode())
        told["messages"].append({"role": "user", "message": "", "time": 1722115440000})
        told["messages"][-1]["message"] = "so " * ((LARGEST_BODY - bare - 100) // 3)
        call = sent(line, told)
        assert words(call)[-1].startswith("so so so")
        assert words(call)[0] == "Hi there. I'm assistant 1."

    @pytest.mark.parametrize("name", [path.name for path in sorted(GENUINE.glob("[!e]*.json"))])
    def test_the_other_bodies_are_ignored(line: Line, name: str) -> None:
        answer = line.post((GENUINE / name).read_bytes())
        assert (answer.status_code, json.loads(answer.content)["status"]) == (200, "ignored")
        assert not Delivery.objects.exists()
