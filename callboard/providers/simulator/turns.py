"""What was said, and when."""

from collections.abc import Mapping

from callboard.providers.events import Role, Turn
from callboard.providers.fields import number, objects, prose

MOST_TURNS = 5000
MOST_MS = 24 * 3600 * 1000
_ROLES = {"agent": Role.AGENT, "caller": Role.USER}

_read_text = prose(20_000)


def turns(value: object) -> tuple[Turn, ...]:
    """In the order of the list."""
    rows = (objects(value) or [])[:MOST_TURNS]
    found = (_turn(place, row) for place, row in enumerate(rows))
    return tuple(turn for turn in found if turn is not None)


def bounded(value: object) -> int | None:
    """Milliseconds within a day, else None."""
    told = number(value)
    return round(told) if told is not None and 0 <= told <= MOST_MS else None


def _turn(place: int, row: Mapping[str, object]) -> Turn | None:
    role, text = _ROLES.get(str(row.get("by"))), _read_text(row.get("text"))
    if role is None or text is None:
        return None
    start, end = bounded(row.get("start_ms")), bounded(row.get("end_ms"))
    if start is None or (end is not None and end < start):
        end = None
    return Turn(place, role, text, start, end)
