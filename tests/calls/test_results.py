"""What came of a call is told by its best source, and by none that does not know."""

import json
from typing import Any

import pytest

from callboard.calls import results
from callboard.calls.models import Call
from callboard.calls.vocabulary import Outcome, Rank, Result
from callboard.calls.wording import verdict
from callboard.tenancy import scope
from tests.cast import Cast
from tests.inbox.line import event_in
from tests.portal.sounds import a_call, robin
from tests.providers import vapi

RULES = [
    {"field": "reason", "value": "Message", "means": "message"},
    {"field": "reason", "value": "callback", "means": "call_back"},
    {"field": "spam", "value": "true", "means": "spam"},
    {"field": "emergency", "value": "true", "means": "urgent"},
]


@pytest.mark.parametrize(
    ("outcome", "outbound", "spoken", "result"),
    [
        (Outcome.COMPLETED, False, True, Result.ANSWERED),
        (Outcome.COMPLETED, False, False, Result.HUNG_UP),
        (Outcome.COMPLETED, True, True, Result.REACHED),
        (Outcome.TRANSFERRED, False, True, Result.PUT_THROUGH),
        (Outcome.NO_ANSWER, True, False, Result.NO_ANSWER),
        (Outcome.NO_ANSWER, False, False, Result.HUNG_UP),
        (Outcome.VOICEMAIL, True, True, Result.VOICEMAIL),
        (Outcome.BUSY, True, False, Result.BUSY),
        (Outcome.FAILED, False, False, Result.UNANSWERED),
        (Outcome.FAILED, False, True, ""),
        (Outcome.UNKNOWN, False, True, ""),
    ],
)
def test_the_provider_s_reason(outcome: str, outbound: bool, spoken: bool, result: str) -> None:
    rank = Rank.ANALYSED
    told = results.told(rank=rank, outcome=outcome, outbound=outbound, spoken=spoken)
    assert told == result


def test_a_call_that_goes_on_has_none() -> None:
    live = results.told(rank=Rank.IN_PROGRESS, outcome="", outbound=False, spoken=True, booked=True)
    assert live == ""


def settled(cast: Cast, **facts: Any) -> Call:
    with scope.agency(cast.northwind.pk):
        agent = robin(cast.bright_smile)
        agent.meanings = RULES
        agent.save()
        return a_call(cast.bright_smile, **facts)


@pytest.mark.parametrize(
    ("facts", "words", "urgent"),
    [
        ({"analysis": {"reason": "message"}}, "Message taken", False),
        ({"analysis": {"reason": "CALLBACK", "emergency": "true"}}, "Call back", True),
        ({"analysis": {"reason": "message", "spam": "true"}, "has_booking": True}, "Spam", False),
        ({"analysis": {"reason": "message"}, "has_booking": True}, "Booked", False),
        ({"analysis": {"reason": "something else"}}, "Answered", False),
        ({"analysis": {"reason": "message"}, "outcome": "voicemail"}, "Voicemail", False),
        ({"analysis": {"reason": "message"}, "spoken": False}, "Hung up", False),
        ({"outcome": "failed", "spoken": False}, "Robin couldn’t answer", False),
    ],
)
def test_what_the_agency_says_a_field_means(
    cast: Cast, facts: dict[str, Any], words: str, urgent: bool
) -> None:
    call = settled(cast, **facts)
    told = verdict(call)
    assert told is not None
    assert (told.words, call.urgent) == (words, urgent)


def report(**changes: object) -> bytes:
    return json.dumps({"message": vapi.message("report-2025") | changes}).encode()


def test_the_fields_of_a_report_come_in_as_text() -> None:
    body = report(
        analysis={
            "summary": "Wants a call back.",
            "structuredData": {"reason": "callback", "nested": {"a": 1}, "age": 41, "new": True},
        },
        artifact={
            "messages": [{"role": "user", "message": "Call me.", "time": 1, "endTime": 2}],
            "structuredOutputs": {
                "6f1": {"name": "mood", "result": "calm"},
                "6f2": {"name": "visit", "result": {"kind": "cleaning", "first": False}},
            },
        },
    )
    assert dict(event_in(body).analysis) == {
        "reason": "callback",
        "age": "41",
        "new": "true",
        "mood": "calm",
        "kind": "cleaning",
        "first": "false",
    }


def test_a_report_without_a_conversation_has_no_analysis() -> None:
    body = report(endedReason="voicemail", analysis={"structuredData": {"reason": "message"}})
    assert dict(event_in(body).analysis) == {}
