"""Status updates, kinds of messages, and the keys by which a repeated delivery is known."""

import json

import pytest

from callboard.providers.events import BadBody, Ignored, Outcome, Rank
from callboard.providers.registry import adapter_for
from tests.providers import vapi

pytestmark = pytest.mark.sqlite


def _parse(message):
    return adapter_for("vapi").parse(json.dumps({"message": message}).encode(), vapi.RECEIVED)


@pytest.mark.parametrize(
    ("status", "rank"),
    [
        ("scheduled", Rank.REGISTERED),
        ("queued", Rank.REGISTERED),
        ("ringing", Rank.RINGING),
        ("in-progress", Rank.IN_PROGRESS),
        ("forwarding", Rank.IN_PROGRESS),
        ("ended", Rank.ENDED),
    ],
)
def test_how_far_a_call_is(status, rank):
    assert vapi.parsed(vapi.message("status-queued") | {"status": status}).rank is rank


@pytest.mark.parametrize("status", ["not-found", "deletion-failed", "new-in-2027", "", None, 4, []])
def test_a_status_that_tells_no_progress_is_ignored(status):
    (event,) = _parse(vapi.message("status-queued") | {"status": status})
    assert isinstance(event, Ignored)


def test_a_live_call_has_no_outcome_yet():
    message = vapi.message("status-in-progress")
    message["call"]["endedReason"] = "customer-busy"
    event = vapi.parsed(message)
    assert not vapi.known(event, "outcome", "ended_reason_raw")


def test_the_end_has_a_reason():
    event = vapi.parsed("status-ended")
    assert (event.rank, event.outcome) == (Rank.ENDED, Outcome.COMPLETED)


def test_forwarding_says_where_to():
    event = vapi.parsed("status-forwarding")
    assert (event.rank, event.transfer_to) == (Rank.IN_PROGRESS, "+13125550190")
    assert event.spoken


@pytest.mark.parametrize("kind", ["status-update", "end-of-call-report"])
@pytest.mark.parametrize(
    "call", [None, {}, [], "call", {"id": None}, {"id": " "}, {"id": {}}, {"id": "x" * 201}]
)
def test_an_event_of_no_call_is_refused_with_words(kind, call):
    with pytest.raises(BadBody, match=r"no `call\.id`"):
        _parse(vapi.message("status-ended") | {"type": kind, "call": call})


@pytest.mark.parametrize("kind", [None, "", " ", [], {}, True])
def test_a_message_that_does_not_say_what_it_is_is_refused(kind):
    with pytest.raises(BadBody, match="no `type`"):
        _parse(vapi.message("status-ended") | {"type": kind})


@pytest.mark.parametrize("message", [None, [], "status-update", 1])
def test_a_body_without_a_message_is_refused(message):
    with pytest.raises(BadBody, match="no `message`"):
        _parse(message)


def test_an_unknown_event_needs_no_call():
    (event,) = _parse({"type": "something.new"})
    assert isinstance(event, Ignored)


def test_the_keys():
    assert vapi.parsed("status-ended").dedupe_key == (
        "status-update:5d0d5a7e-2b1c-4c0e-9a57-3f6f0b6a2501:ended:1747755021700"
    )
    assert vapi.parsed("report-2025").dedupe_key == (
        "eocr:5d0d5a7e-2b1c-4c0e-9a57-3f6f0b6a2501:1747755026904"
    )
    assert vapi.parsed("report-nulls").dedupe_key == ("eocr:5d0d5a7e-2b1c-4c0e-9a57-3f6f0b6a2604:-")


def test_a_retry_with_freshly_signed_addresses_has_the_same_key():
    """Vapi signs the recordings' addresses anew for every delivery."""
    message = vapi.message("report-2026-transfer")
    before = vapi.parsed(message).dedupe_key
    message["artifact"]["presignedStereoUrl"] += "ff"
    message["timestamp"] = "2026-09-08T18:13:06.311Z"
    assert vapi.parsed(message).dedupe_key == before
