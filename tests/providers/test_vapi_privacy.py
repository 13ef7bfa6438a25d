"""What stands in Vapi's bodies and must go no further: prompts, keys, doors to live calls."""

from dataclasses import replace

import pytest

from tests.providers import vapi

pytestmark = pytest.mark.sqlite

NAMES = sorted({**vapi.bodies("report-*"), **vapi.bodies("status-*")})


def _all_of(event: object) -> str:
    """Everything an event holds, also what its repr leaves out."""
    slots = getattr(event, "__slots__", ())
    if slots:
        return " ".join(_all_of(getattr(event, name)) for name in slots)
    if isinstance(event, tuple):
        return " ".join(map(_all_of, event))
    return str(event)


@pytest.mark.parametrize("name", NAMES)
def test_no_canary_gets_through(name):
    """Every secret thing in the fixtures is called CANARY. Tool uses are kept apart, sealed."""
    assert "CANARY" not in _all_of(replace(vapi.parsed(name), tool_uses=()))


def test_the_fixtures_hold_canaries_to_find():
    for canary in ("PROMPT", "TOOL-SECRET", "TWILIO-TOKEN", "CONTROL", "ARGUMENT", "RESULT"):
        holding = [name for name in NAMES if f"CANARY-{canary}" in str(vapi.message(name))]
        assert holding, canary


def test_what_was_said_and_where_to_hear_it_stay_out_of_logs():
    told = repr(vapi.parsed("report-2025"))
    assert "Monday" not in told
    assert "storage.example.com" not in told


def test_what_tools_were_given_and_answered_stays_in_one_place():
    """In the tool uses, which are sealed and read by nobody but the presets; and out of logs."""
    event = vapi.parsed("report-2024-squad")
    (use,) = event.tool_uses
    assert use.name == "transferCall"
    assert "CANARY-ARGUMENT" in str(use.arguments)
    assert "CANARY-RESULT" in str(use.result)
    assert "CANARY" not in repr(event) + repr(use)
