"""Which tools the assistant used, what it gave them and what came back.

Uses and results are messages of their own, tied by an id. What the assistant gave is an object or,
in most bodies, a JSON string; what came back is text. The copies that follow OpenAI's format spell
the same things differently.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from callboard.providers.body import read_object
from callboard.providers.events import BadBody, ToolUse
from callboard.providers.fields import boolean, identifier, line, objects, prose
from callboard.providers.plain_json import plain_object

MOST_USES = 200
MOST_ARGUMENTS = 20_000

_read_id = identifier(100)
_read_name = line(120)
_read_result = prose(4000)


@dataclass(frozen=True, slots=True)
class _Answer:
    result: str | None
    ok: bool | None


def tool_uses(rows: list[Mapping[str, object]], starts: list[int | None]) -> tuple[ToolUse, ...]:
    """`starts` is when each row was, in milliseconds of the call."""
    used: dict[str, ToolUse] = {}
    for index, (row, start) in enumerate(zip(rows, starts, strict=True)):
        for call in objects(row.get("toolCalls")) or objects(row.get("tool_calls")) or []:
            use = _use(call, index, start, len(used))
            if use is not None and len(used) < MOST_USES:
                used.setdefault(use.id, use)
        for_id, answer = _answer(row)
        known = used.get(for_id or "")
        if answer is not None and known is not None and known.result is None:
            used[known.id] = replace(known, result=answer.result, ok=answer.ok)
    return tuple(used.values())


def _use(call: Mapping[str, object], index: int, start: int | None, number: int) -> ToolUse | None:
    function = call.get("function")
    if not isinstance(function, Mapping):
        return None
    name = _read_name(function.get("name"))
    if name is None:
        return None
    return ToolUse(
        index=index,
        id=_read_id(call.get("id")) or f"use-{number}",
        name=name,
        arguments=plain_object(_arguments(function.get("arguments"))),
        start_ms=start,
    )


def _arguments(value: object) -> object:
    if not isinstance(value, str) or not value or len(value) > MOST_ARGUMENTS:
        return value
    try:
        return read_object(value.encode("utf-8", "replace"))
    except BadBody:
        return None


def _answer(row: Mapping[str, object]) -> tuple[str | None, _Answer | None]:
    """The id of the use that this row answers, and what it says."""
    if row.get("role") not in ("tool_call_result", "tool"):
        return None, None
    for_id = _read_id(row.get("toolCallId")) or _read_id(row.get("tool_call_id"))
    error = row.get("error")
    if error:
        return for_id, _Answer(_text(error), ok=False)
    failed = boolean(row.get("isError"))
    result = _text(row.get("result")) or _text(row.get("content"))
    return for_id, _Answer(result, ok=None if failed is None else not failed)


def _text(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = json.dumps(plain_object(value), ensure_ascii=False)
    return _read_result(value)
