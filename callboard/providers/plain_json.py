"""JSON of somebody else's making, cut down to what can be kept: clean, bounded, never deep."""

import math
from collections.abc import Mapping
from typing import Any

from callboard.providers.fields import line, prose

DEEPEST = 6
MOST_CHARACTERS = 6000
_LARGEST = 10**18

_read_key = line(80)
_read_text = prose(1000)


class _Budget:
    def __init__(self) -> None:
        self.left = MOST_CHARACTERS

    def take(self, cost: int) -> bool:
        self.left -= cost
        return self.left >= 0


def plain_object(value: object) -> dict[str, Any]:
    """A copy; what is too deep, too much or no JSON is left out."""
    kept = _plain(value, DEEPEST, _Budget())
    return kept if isinstance(kept, dict) else {}


def _plain(value: object, deep: int, budget: _Budget) -> Any:
    if isinstance(value, str):
        text = _read_text(value)
        return text if text is not None and budget.take(len(text) + 2) else None
    if isinstance(value, bool):
        return value if budget.take(5) else None
    if isinstance(value, int | float):
        sensible = math.isfinite(value) and abs(value) < _LARGEST if _small(value) else False
        return value if sensible and budget.take(20) else None
    if deep == 0:
        return None
    if isinstance(value, Mapping):
        return _object(value, deep, budget)
    if isinstance(value, list):
        kept = (_plain(one, deep - 1, budget) for one in value[:100] if budget.take(1))
        return [one for one in kept if one is not None]
    return None


def _object(value: Mapping[Any, object], deep: int, budget: _Budget) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, inside in list(value.items())[:100]:
        name = _read_key(key)
        if name is None or name in kept or not budget.take(len(name) + 4):
            continue
        found = _plain(inside, deep - 1, budget)
        if found is not None:
            kept[name] = found
    return kept


def _small(value: float) -> bool:
    """Before it becomes a float: a whole number may have thousands of digits."""
    return not isinstance(value, int) or value.bit_length() <= 64
