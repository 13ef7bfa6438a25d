"""Where a fact stands inside what a tool was given: `customer.name`, `attendees.0.email`."""

import re
from collections.abc import Mapping
from typing import Any

LONGEST = 120
_PART = r"[^\s.+][^.+]{0,59}"
_PATH = re.compile(rf"{_PART}(\.{_PART})*(\s*\+\s*{_PART}(\.{_PART})*)?")


def is_path(text: str) -> bool:
    return len(text) <= LONGEST and _PATH.fullmatch(text) is not None


def find(told: Any, path: str) -> Any:
    """None where the way ends early. A plus puts the texts of two places together."""
    found = [_one(told, part.strip()) for part in path.split("+")]
    if len(found) == 1:
        return found[0]
    texts = [str(one) for one in found if isinstance(one, str | int) and str(one).strip()]
    return " ".join(texts) if len(texts) == len(found) else None


def _one(node: Any, path: str) -> Any:
    for key in path.split("."):
        if isinstance(node, Mapping):
            node = node.get(key)
        elif isinstance(node, list) and key.isdecimal() and len(key) < 4:
            node = node[int(key)] if int(key) < len(node) else None
        else:
            return None
    return node
