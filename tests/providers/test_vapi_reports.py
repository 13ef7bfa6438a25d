"""What a report tells, read from bodies of the shapes that Vapi has sent since 2024."""

from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from callboard.providers.events import Channel, Direction, Outcome, Rank
from tests.providers import vapi

pytestmark = pytest.mark.sqlite


def test_a_whole_report_of_2025():
    event = vapi.parsed("report-2025")
    assert event.external_call_id == "5d0d5a7e-2b1c-4c0e-9a57-3f6f0b6a2501"
    assert (event.rank, event.event_type) == (Rank.ANALYSED, "end-of-call-report")
    assert event.occurred_at == datetime(2025, 5, 20, 15, 30, 26, 904_000, UTC)
    assert event.started_at == datetime(2025, 5, 20, 15, 30, 2, 118_000, UTC)
    assert event.ended_at == datetime(2025, 5, 20, 15, 30, 21, 640_000, UTC)
    assert event.created_at == datetime(2025, 5, 20, 15, 29, 58, 400_000, UTC)
    assert event.duration_ms == 19_522
    assert (event.channel, event.direction) == (Channel.PHONE, Direction.INBOUND)
    assert (event.from_number, event.to_number) == ("+12125550117", "+12125550100")
    assert event.caller_name == "Ada Birch"
    assert (event.outcome, event.ended_reason_raw) == (Outcome.COMPLETED, "customer-ended-call")
    assert event.summary == "Ada Birch moved her cleaning from Friday to Monday at two."
    assert event.success is True
    assert event.cost == Decimal("0.0612")
    assert event.telephony_sid == "CA00000000000000000000000000002501"
    assert event.extra == {"agent_name": "Maple Street front desk"}


def test_turns_keep_the_providers_order_and_leave_the_prompt_out():
    turns = vapi.parsed("report-2025").turns
    assert [(turn.index, turn.role.value) for turn in turns] == [
        (1, "agent"),
        (2, "user"),
        (3, "agent"),
        (6, "user"),
        (7, "agent"),
    ]
    assert (turns[0].start_ms, turns[0].end_ms) == (1_100, 4_000)
    assert turns[3].text == "Monday at two is perfect."


def test_a_report_of_2024_has_its_conversation_beside_the_artifact():
    event = vapi.parsed("report-2024-squad")
    said = [turn.text for turn in event.turns]
    assert said[0] == "Maple Street Dental, this is the front desk."
    assert said[-1] == "Great, bye."
    assert event.occurred_at == datetime(2024, 9, 12, 14, 3, 37, 250_000, UTC)
    assert not vapi.known(event, "started_at", "ended_at", "duration_ms", "cost")
    assert event.first_turn_at == datetime(2024, 9, 12, 14, 3, 10, tzinfo=UTC)
    assert event.created_at == datetime(2024, 9, 12, 14, 3, 7, 512_000, UTC)


def test_times_go_on_when_a_squad_hands_the_call_over():
    """`secondsFromStart` begins again at 0; the times shown must not jump back."""
    for name in ("report-2024-squad", "report-2026-transfer"):
        starts = [turn.start_ms for turn in vapi.parsed(name).turns]
        assert starts == sorted(starts, key=lambda start: start or 0)
    assert vapi.parsed("report-2024-squad").turns[-1].start_ms == 21_000


def test_turns_before_the_start_begin_with_it():
    message = vapi.message("report-2025")
    message["startedAt"] = "2025-05-20T15:30:05.118Z"
    assert vapi.parsed(message).turns[0].start_ms == 0


def test_without_a_start_the_first_message_says_how_far_in_it_is():
    message = vapi.message("report-web-call")
    del message["startedAt"]
    event = vapi.parsed(message)
    assert event.first_turn_at == datetime(2026, 3, 2, 10, 0, 5, 800_000, UTC)
    assert [turn.start_ms for turn in event.turns] == [800, 3_700, 6_000]


def test_without_messages_the_transcript_is_read():
    message = vapi.message("report-web-call")
    message["artifact"]["messages"] = []
    message["artifact"]["transcript"] += "User: First line.\nSecond line: still mine.\n"
    turns = vapi.parsed(message).turns
    assert [turn.role.value for turn in turns] == ["agent", "user", "agent", "user"]
    assert turns[1].text == "Do you take new patients?"
    assert turns[3].text == "First line.\nSecond line: still mine."
    assert {turn.start_ms for turn in turns} == {None}


@pytest.mark.parametrize(
    ("name", "references"),
    [
        (
            "report-2025",
            (
                "a55157a0-0000-4000-8000-000000002501",
                "7b8f1c30-6f4d-4d3e-8f0a-5c1d2e3f2401",
            ),
        ),
        (
            "report-2026-transfer",
            (
                "a55157a0-0000-4000-8000-000000002601",
                "a55157a0-0000-4000-8000-000000002602",
                "50ad0000-0000-4000-8000-000000002601",
                "7b8f1c30-6f4d-4d3e-8f0a-5c1d2e3f2601",
            ),
        ),
        ("report-2024-squad", ("7b8f1c30-6f4d-4d3e-8f0a-5c1d2e3f2401",)),
        ("report-web-call", ()),
        ("report-nulls", ()),
    ],
)
def test_agents_are_named_from_the_most_specific_on(name, references):
    assert vapi.parsed(name).agent_references == references


def test_an_outgoing_call_turns_the_numbers_round():
    event = vapi.parsed("report-voicemail")
    assert event.direction is Direction.OUTBOUND
    assert (event.from_number, event.to_number) == ("+12125550100", "+12125550155")


def test_a_web_call_has_no_numbers_and_no_direction():
    event = vapi.parsed("report-web-call")
    assert event.channel is Channel.WEB
    assert not vapi.known(event, "direction", "from_number", "to_number")
    assert event.cost == Decimal("0.021")


def test_a_sip_caller_is_shown_without_the_host():
    message = vapi.message("report-2025")
    message["customer"] = message["call"]["customer"] = {
        "sipUri": "sip:+12125550123@sip.provider.example"
    }
    assert vapi.parsed(message).from_number == "+12125550123"


def test_a_transfer_says_where_to():
    event = vapi.parsed("report-2026-transfer")
    assert (event.outcome, event.transfer_to) == (Outcome.TRANSFERRED, "+13125550190")
    assert event.success is None  # "Excellent" is neither true nor false


def test_a_voicemail_keeps_its_invented_summary_to_itself():
    event = vapi.parsed("report-voicemail")
    assert event.outcome is Outcome.VOICEMAIL
    assert event.spoken
    assert not vapi.known(event, "summary", "success")


def test_a_call_nobody_answered():
    event = vapi.parsed("report-no-answer")
    assert (event.outcome, event.duration_ms) == (Outcome.NO_ANSWER, 0)
    assert event.summary is None
    assert not vapi.known(event, "turns", "recording_sources")


def test_a_summary_of_silence_is_not_shown():
    message = vapi.message("report-2025")
    for holder in (message, message["artifact"]):
        holder["messages"] = [row for row in message["messages"] if row["role"] == "bot"]
        holder["transcript"] = ""
    event = vapi.parsed(message)
    assert event.turns
    assert not event.spoken
    assert not vapi.known(event, "summary", "success")


def test_a_failed_call_may_hold_a_conversation():
    event = vapi.parsed("report-failed-midway")
    assert (event.outcome, event.duration_ms, event.success) == (Outcome.FAILED, 16_000, False)
    assert event.summary is not None
    assert len(event.turns) == 4


def test_nothing_but_the_call():
    event = vapi.parsed("report-nulls")
    assert event.rank is Rank.ANALYSED
    assert event.occurred_at == vapi.RECEIVED
    told = {field.name for field in fields(event)}
    assert set(vapi.known(event, *told)) == {
        "external_call_id",
        "rank",
        "event_type",
        "occurred_at",
        "dedupe_key",
    }


@pytest.mark.parametrize("empty", [None, "", " ", {}, [], 0])
def test_an_empty_place_does_not_hide_the_copy(empty):
    message = vapi.message("report-2025")
    whole = vapi.parsed(message)
    message["analysis"]["summary"] = message["customer"] = message["startedAt"] = empty
    message["call"]["startedAt"] = "2025-05-20T15:30:02.118Z"
    message["artifact"]["messages"] = message["artifact"]["transcript"] = empty
    message["artifact"]["recordingUrl"] = message["artifact"]["recording"] = empty
    assert vapi.parsed(message) == whole


@pytest.mark.parametrize(
    ("told", "length"),
    [
        ({"durationMs": "19522"}, 19_522),
        ({"durationMs": None, "durationSeconds": 12.5}, 12_500),
        ({"durationMs": -4, "durationSeconds": None, "durationMinutes": 2}, 120_000),
        ({"durationMs": "long", "durationSeconds": [], "durationMinutes": {}}, 19_522),
        ({"durationMs": 1e300, "durationSeconds": None, "durationMinutes": None}, 19_522),
    ],
)
def test_the_length_is_read_from_where_it_stands(told, length):
    assert vapi.parsed(vapi.message("report-2025") | told).duration_ms == length
