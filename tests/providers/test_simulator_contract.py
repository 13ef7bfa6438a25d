"""The simulator is as strict as any other provider: it is held to the same contract."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from callboard.providers import simulator
from callboard.providers.adapter import AuthMode, ConnectionSecrets, SignedRequest
from callboard.providers.contract import AdapterContract
from callboard.providers.events import CallEvent, Outcome, Rank, SignatureRefused
from callboard.providers.registry import adapter_for
from callboard.providers.simulator.verify import proof

pytestmark = pytest.mark.sqlite

FIXTURES = Path(simulator.__file__).parent / "fixtures"
NOW = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
LIFE = ("registered", "ringing", "answered", "ended", "reported")


def bodies() -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in sorted(FIXTURES.glob("*.json"))}


def parsed(name: str, **changes: Any) -> CallEvent:
    told = json.loads(bodies()[name])
    told["call"] |= changes
    (event,) = adapter_for("simulator").parse(json.dumps(told).encode(), NOW)
    assert isinstance(event, CallEvent)
    return event


class TestSimulator(AdapterContract):
    adapter = adapter_for("simulator")
    schemes = {"hmac": ConnectionSecrets(AuthMode.HMAC, ())}
    signing = frozenset({"hmac"})
    expiring = frozenset({"hmac"})
    samples = {name: body for name, body in bodies().items() if not name.startswith("ignored")}
    ignored = {name: body for name, body in bodies().items() if name.startswith("ignored")}
    life = tuple(bodies()[name] for name in LIFE)

    def headers(
        self, scheme: ConnectionSecrets, secret: str, body: bytes, at: datetime
    ) -> Mapping[str, str]:
        return proof(secret, body, at)


@pytest.mark.parametrize("mode", ["bearer", "x_vapi_secret", "header", "", "HMAC"])
def test_no_other_way_of_proof_is_taken(mode: str) -> None:
    """O-079: whoever changes the connection's row to a weaker way opens nothing."""
    body = b"{}"
    headers = {**proof("secret", body, NOW), "Authorization": "Bearer secret", "X-S": "secret"}
    secrets = ConnectionSecrets(mode, ("secret",), "X-S")
    with pytest.raises(SignatureRefused):
        adapter_for("simulator").verify(SignedRequest(body, headers, NOW), secrets)


def test_a_signature_without_the_time_is_refused() -> None:
    """O-081: it would be good for ever."""
    headers = proof("secret", b"{}", NOW)
    headers.pop("x-timestamp")
    secrets = ConnectionSecrets(AuthMode.HMAC, ("secret",))
    with pytest.raises(SignatureRefused):
        adapter_for("simulator").verify(SignedRequest(b"{}", headers, NOW), secrets)


def test_a_report_tells_the_whole_call() -> None:
    event = parsed("reported")
    assert (event.rank, event.outcome, event.spoken) == (Rank.ANALYSED, Outcome.COMPLETED, True)
    assert event.agent_references == ("7xk2m4p9qd3hw8rt",)
    assert [turn.text for turn in event.turns][-1] == "Perfect. Dana Cole."
    assert event.duration_ms == 48_000
    assert dict(event.analysis) == {"result": "booked", "urgent": "false"}
    assert event.summary == "Dana Cole booked a cleaning for Thursday at 2:40."
    assert event.caller_name == "Dana Cole"


def test_tools_stand_between_the_turns_they_were_used_between() -> None:
    checked, booked = parsed("reported").tool_uses
    assert (checked.name, checked.index) == ("check_availability_cal", 2)
    assert (booked.index, booked.ok, booked.result) == (4, True, "Booked.")
    assert booked.arguments["start"] == "2026-11-26T14:40:00-05:00"


@pytest.mark.parametrize("told", ["https://evil.example/x", "/etc/passwd", {"url": "x"}, 1])
def test_a_body_does_not_say_where_its_recording_lies(told: object) -> None:
    """O-098: only whether there is one."""
    assert parsed("reported", recording=told).recording_sources == ()


def test_an_id_that_looks_like_a_path_stays_a_name() -> None:
    (source,) = parsed("reported", id="../../etc/passwd").recording_sources
    assert source.url == "/..%2F..%2Fetc%2Fpasswd"
