"""An agent's FAQs as a publication carries them, and how two of these differ."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from callboard.agents.models import Faq

FaqWords = Mapping[str, Any]


class Difference(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Step:
    """`before` is None of what was added, `after` of what was removed."""

    what: Difference
    before: FaqWords | None
    after: FaqWords | None

    @property
    def question(self) -> str:
        words = self.after or self.before or {}
        return str(words.get("question", ""))


@dataclass(frozen=True, slots=True)
class Differences:
    """Empty (false) where both are the same."""

    steps: tuple[Step, ...]
    is_reordered: bool

    def __bool__(self) -> bool:
        return bool(self.steps) or self.is_reordered

    def __len__(self) -> int:
        return len(self.steps) + self.is_reordered


def content_of(faqs: Iterable[Faq]) -> dict[str, Any]:
    return {"faqs": [faq.stored for faq in faqs]}


def rows_of(content: Mapping[str, Any] | None) -> list[FaqWords]:
    return list((content or {}).get("faqs", []))


def ways_of(words: FaqWords) -> tuple[str, ...]:
    """Every way in which it is asked."""
    return (str(words["question"]), *map(str, words.get("variants", ())))


def digest(content: Mapping[str, Any]) -> str:
    """For a form to say what its reader saw."""
    plain = json.dumps(content, sort_keys=True).encode()
    return hashlib.sha256(plain).hexdigest()[:16]


def differences(before: Sequence[FaqWords], after: Sequence[FaqWords]) -> Differences:
    was, now = _by_id(before), _by_id(after)
    steps = [Step(Difference.REMOVED, one, None) for id, one in was.items() if id not in now]
    for id, one in now.items():
        earlier = was.get(id)
        if earlier is None:
            steps.append(Step(Difference.ADDED, None, one))
        elif dict(earlier) != dict(one):
            steps.append(Step(Difference.CHANGED, earlier, one))
    common = [id for id in now if id in was]
    return Differences(tuple(steps), common != [id for id in was if id in now])


def _by_id(rows: Sequence[FaqWords]) -> dict[str, FaqWords]:
    return {str(one["id"]): one for one in rows}
