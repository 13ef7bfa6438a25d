"""Genuine bodies, which are not ours to ship: read where they lie beside the repository."""

from pathlib import Path

import pytest

from callboard.providers.contract_event import check_event
from callboard.providers.events import CallEvent, Ignored, Outcome, Role
from callboard.providers.registry import adapter_for
from tests.providers import vapi

GENUINE = Path(__file__).resolve().parents[3] / "shared" / "payloads" / "vapi"

# Made only where there is something to read, since a skipped test fails a run that allows none.
if GENUINE.is_dir():
    BODIES = {path.name: path.read_bytes() for path in sorted(GENUINE.glob("*.json"))}

    @pytest.mark.sqlite
    @pytest.mark.parametrize("name", BODIES)
    def test_genuine_body(name):
        (event,) = adapter_for("vapi").parse(BODIES[name], vapi.RECEIVED)
        if not name.startswith("end-of-call-report"):
            assert isinstance(event, Ignored)
            return
        assert isinstance(event, CallEvent)
        check_event(event)
        assert event.outcome is Outcome.COMPLETED
        assert {Role.AGENT, Role.USER} == {turn.role for turn in event.turns}
        assert event.summary
        assert event.recording_sources
        assert event.agent_references
        starts = [turn.start_ms for turn in event.turns]
        assert None not in starts
        assert starts == sorted(start for start in starts if start is not None)
