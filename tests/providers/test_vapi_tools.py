"""What a Vapi report tells of tools: given as an object or as text, answered, refused."""

import copy
from typing import Any

import pytest

from callboard.providers.contract_event import check_event
from callboard.providers.plain_json import plain_object
from tests.providers import vapi

pytestmark = pytest.mark.sqlite

ARGUMENTS = {"startDateTime": "2026-12-01T14:40:00", "summary": "Cleaning"}
TEXT = '{"startDateTime": "2026-12-01T14:40:00", "summary": "Cleaning"}'


def used(arguments: Any = TEXT, **answer: Any) -> Any:
    """The tool use of a report in which one was made, and answered like this."""
    message = copy.deepcopy(vapi.message("report-2025"))
    for place in (message, message["artifact"]):
        call = next(row for row in place["messages"] if row["role"] == "tool_calls")
        call["toolCalls"][0]["function"] = {"name": "book", "arguments": arguments}
        told = next(row for row in place["messages"] if row["role"] == "tool_call_result")
        told.pop("result")
        told.update(answer)
    event = vapi.parsed(message)
    check_event(event)
    (use,) = event.tool_uses
    return use


@pytest.mark.parametrize("arguments", [ARGUMENTS, TEXT])
def test_an_object_or_its_text(arguments) -> None:
    use = used(arguments, result="Created.")
    assert (use.id, use.name, use.arguments) == ("call_b1", "book", ARGUMENTS)
    assert (use.result, use.ok) == ("Created.", None)


@pytest.mark.parametrize(
    "arguments", ["", "{", "[]", "7", '{"a": 1, "a": 2}', "x" * 30_000, None, 7]
)
def test_what_is_no_object_is_nothing(arguments) -> None:
    assert used(arguments, result="Created.").arguments == {}


def test_it_stands_between_the_lines() -> None:
    event = vapi.parsed("report-2025")
    (use,) = event.tool_uses
    assert [turn.index < use.index for turn in event.turns] == [True, True, True, False, False]
    before, after = event.turns[2].start_ms, event.turns[3].start_ms
    assert before is not None
    assert after is not None
    assert before < (use.start_ms or 0) < after


@pytest.mark.parametrize(
    ("answer", "result", "ok"),
    [
        ({"result": "Created."}, "Created.", None),
        ({"result": {"id": 7}}, '{"id": 7}', None),
        ({"content": "Created."}, "Created.", None),
        ({"error": "No such calendar"}, "No such calendar", False),
        ({"error": {"code": 404}}, '{"code": 404}', False),
        ({"result": "Created.", "isError": False}, "Created.", True),
        ({"result": "Gone.", "isError": "true"}, "Gone.", False),
        ({}, None, None),
        ({"result": None}, None, None),
        ({"result": "x\x00" * 9000}, "x" * 4000, None),
    ],
)
def test_what_came_back(answer, result, ok) -> None:
    use = used(**answer)
    assert (use.result, use.ok) == (result, ok)


def test_an_answer_to_another_question_is_no_answer() -> None:
    assert used(result="Created.", toolCallId="call_of_nobody").result is None


def test_the_first_answer_counts() -> None:
    message = vapi.message("report-2025")
    rows = message["artifact"]["messages"]
    place = next(n for n, row in enumerate(rows) if row["role"] == "tool_call_result")
    rows.insert(place + 1, {**rows[place], "result": "another"})
    assert vapi.parsed(message).tool_uses[0].result == "CANARY-RESULT moved"


def test_the_copies_in_openai_s_format() -> None:
    message = vapi.message("report-2025")
    for place in (message, message["artifact"]):
        place.pop("messages")
        place.pop("transcript", None)
    function = {"name": "book", "arguments": TEXT}
    message["artifact"]["messagesOpenAIFormatted"] = [
        {"role": "assistant", "content": "Let me book that."},
        {"role": "assistant", "tool_calls": [{"id": "c1", "function": function}]},
        {"role": "tool", "tool_call_id": "c1", "content": "Created."},
    ]
    (use,) = vapi.parsed(message).tool_uses
    assert (use.id, use.arguments, use.result, use.index) == ("c1", ARGUMENTS, "Created.", 1)


def test_without_ids_the_uses_of_a_call_can_still_be_told_apart() -> None:
    message = vapi.message("report-2025")
    rows = message["artifact"]["messages"]
    call = next(row for row in rows if row["role"] == "tool_calls")
    call["toolCalls"] = [{"function": {"name": "book", "arguments": TEXT}}] * 300
    uses = vapi.parsed(message).tool_uses
    assert len(uses) == 200
    assert len({use.id for use in uses}) == 200


def test_json_of_somebody_else_s_making_is_cut_down() -> None:
    deep: Any = "bottom"
    for _ in range(50):
        deep = {"in": deep}
    odd = {
        "deep": deep,
        "many": list(range(5000)),
        "long": "x" * 5000,
        "huge": 10**400,
        "big": 1e300,
        "bad": "a\x00\ud800b",
        "": "no name",
        "yes": True,
        "none": None,
    }
    kept = plain_object(odd)
    assert kept["bad"] == "ab"
    assert kept["yes"] is True
    assert not {"huge", "big", "", "none"} & set(kept)
    assert len(kept["long"]) == 1000
    assert len(kept["many"]) == 100
    assert len(str(kept)) < 10_000
    assert plain_object("x") == {}
