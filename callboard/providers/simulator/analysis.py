"""What a model would say about a call, where it can know anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from callboard.providers.events import WITHOUT_CONVERSATION, Outcome
from callboard.providers.fields import boolean, line, mapping, prose

MOST_FIELDS = 50

_read_name = line(80)
_read_value = line(200)


@dataclass(frozen=True, slots=True)
class Analysis:
    summary: str | None = None
    success: bool | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


def analysis(told: Mapping[str, object], outcome: Outcome | None, *, spoken: bool) -> Analysis:
    """Empty for a call without a conversation, as of every provider."""
    if not spoken or outcome in WITHOUT_CONVERSATION:
        return Analysis()
    named = list((mapping(told.get("fields")) or {}).items())[:MOST_FIELDS]
    read = ((_read_name(name), _as_text(value)) for name, value in named)
    return Analysis(
        summary=prose(20_000)(told.get("summary")),
        success=boolean(told.get("success")),
        fields={name: value for name, value in read if name is not None and value is not None},
    )


def _as_text(value: object) -> str | None:
    """Words and whole numbers, and yes or no as true and false."""
    return str(value).lower() if isinstance(value, bool) else _read_value(value)
