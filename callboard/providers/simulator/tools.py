"""Which tools the agent used, what it gave them and what came back."""

from collections.abc import Mapping

from callboard.providers.events import ToolUse
from callboard.providers.fields import boolean, identifier, line, objects, prose
from callboard.providers.plain_json import plain_object
from callboard.providers.simulator.turns import MOST_TURNS, bounded

MOST_USES = 200

_read_id = identifier(100)
_read_name = line(120)
_read_answer = prose(4000)


def tool_uses(value: object) -> tuple[ToolUse, ...]:
    """In the order of the turns; each id once."""
    rows = (objects(value) or [])[:MOST_USES]
    found: dict[str, ToolUse] = {}
    for number, row in enumerate(rows):
        use = _use(number, row)
        if use is not None:
            found.setdefault(use.id, use)
    return tuple(sorted(found.values(), key=lambda use: use.index))


def _use(number: int, row: Mapping[str, object]) -> ToolUse | None:
    name = _read_name(row.get("name"))
    if name is None:
        return None
    return ToolUse(
        index=min(bounded(row.get("after")) or 0, MOST_TURNS),
        id=_read_id(row.get("id")) or f"use-{number}",
        name=name,
        arguments=plain_object(row.get("given")),
        result=_read_answer(row.get("answer")),
        ok=boolean(row.get("ok")),
        start_ms=bounded(row.get("start_ms")),
    )
