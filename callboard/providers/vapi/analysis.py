"""What Vapi's model says about a call, where it can know anything."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from callboard.providers.events import WITHOUT_CONVERSATION, Outcome
from callboard.providers.fields import boolean, line, mapping, prose
from callboard.providers.vapi.message import Message

MOST_FIELDS = 50

_read_name = line(80)
_read_value = line(200)


@dataclass(frozen=True, slots=True)
class Analysis:
    summary: str | None = None
    success: bool | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


def analysis(message: Message, outcome: Outcome | None, *, spoken: bool) -> Analysis:
    """Empty for a call without a conversation: Vapi summarises voicemail greetings and silence as
    well, and makes it up.

    A failed call may hold a whole conversation. `successEvaluation` is free text of many rubrics;
    only true and false are read.
    """
    if not spoken or outcome in WITHOUT_CONVERSATION:
        return Analysis()
    return Analysis(
        summary=message.first(
            prose(20_000),
            "analysis.summary",
            "summary",
            "artifact.summary",
            "call.analysis.summary",
        ),
        success=message.first(
            boolean, "analysis.successEvaluation", "call.analysis.successEvaluation"
        ),
        fields=dict(list(_fields(message))[:MOST_FIELDS]),
    )


def _fields(message: Message) -> Iterator[tuple[str, str]]:
    """What the agency had the model fill in: `structuredData` of older accounts, and the
    `structuredOutputs` that new ones have, by their names.
    """
    data = message.first(mapping, "analysis.structuredData", "call.analysis.structuredData")
    yield from _plain(data or {})
    outputs = message.first(
        mapping, "artifact.structuredOutputs", "call.artifact.structuredOutputs"
    )
    for output in (outputs or {}).values():
        told = mapping(output) or {}
        name, result = _read_name(told.get("name")), told.get("result")
        if name is not None and (value := _as_text(result)) is not None:
            yield name, value
        yield from _plain(mapping(result) or {})


def _plain(data: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key, told in data.items():
        name, value = _read_name(key), _as_text(told)
        if name is not None and value is not None:
            yield name, value


def _as_text(value: object) -> str | None:
    """Words and whole numbers, and yes or no as true and false."""
    return str(value).lower() if isinstance(value, bool) else _read_value(value)
