"""What stands in Vapi's bodies and must go no further: prompts, keys, doors to live calls."""

import pytest

from callboard.providers.events import Role
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
    """Every secret thing in the fixtures is called CANARY."""
    assert "CANARY" not in _all_of(vapi.parsed(name))


def test_the_fixtures_hold_canaries_to_find():
    for canary in ("PROMPT", "TOOL-SECRET", "TWILIO-TOKEN", "CONTROL", "ARGUMENT", "RESULT"):
        holding = [name for name in NAMES if f"CANARY-{canary}" in str(vapi.message(name))]
        assert holding, canary


def test_what_was_said_and_where_to_hear_it_stay_out_of_logs():
    told = repr(vapi.parsed("report-2025"))
    assert "Monday" not in told
    assert "storage.example.com" not in told


def test_tools_leave_nothing_but_their_names():
    tools = [
        turn.text
        for turn in vapi.parsed("report-2024-squad").turns
        if turn.role in (Role.TOOL_CALL, Role.TOOL_RESULT)
    ]
    assert tools == ["transferCall", "transferCall"]
