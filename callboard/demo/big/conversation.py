"""Conversations by the thousand: turns are made once and put together, which is what makes a
million calls a matter of minutes.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from random import Random

from callboard.calls.search.text import BAR, spoken
from callboard.demo.big import words

POOL = 4000
_MS_A_WORD = 330


@dataclass(frozen=True, slots=True)
class Turn:
    """`json` is the text as it stands in a stored transcript, `folded` as the search has it."""

    json: str
    folded: str
    length_ms: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """`turns` is the transcript's JSON, `folded` its part of the search's text."""

    turns: str
    folded: str
    length_ms: int


def turn(text: str) -> Turn:
    return Turn(json.dumps(text), spoken(text), 250 + _MS_A_WORD * (text.count(" ") + 1))


class Conversations:
    """The same ones for the same `seed`."""

    def __init__(self, seed: str) -> None:
        self._drawn = Random(seed)  # noqa: S311 - a demo, not a secret
        self._questions = self._pool(words.QUESTIONS)
        self._answers = self._pool(words.ANSWERS)
        self._openings = self._pool([words.OPENING], POOL // 10)
        self._booked = self._pool([words.BOOKED], POOL // 10)
        self._medicines = tuple(accumulate(1 / n for n in range(20, 20 + len(words.MEDICINES))))

    def of(self, first: str, surname: str, *, exchanges: int) -> Conversation:
        """So many questions and answers, between a greeting and a farewell."""
        draw = self._drawn.choice
        turns = [_kept(words.GREETING), draw(self._openings)]
        for _ in range(exchanges):
            turns += draw(self._questions), draw(self._answers)
        if self._drawn.random() < 0.3:
            (medicine,) = self._drawn.choices(words.MEDICINES, cum_weights=self._medicines)
            turns += draw(self._questions), turn(words.MEDICINE_LINE.format(medicine=medicine))
        turns += draw(self._questions), turn(words.NAME_LINE.format(first=first, surname=surname))
        turns += draw(self._booked), _kept(words.THANKS), _kept(words.GOODBYE.format(first=first))
        return put_together(turns)

    def _pool(self, templates: Sequence[str], size: int = POOL) -> list[Turn]:
        said = []
        for number in range(size):
            a, b = self._drawn.choices(words.THINGS, cum_weights=words.WEIGHTS, k=2)
            said.append(turn(templates[number % len(templates)].format(a=a, b=b)))
        return said


def put_together(turns: list[Turn]) -> Conversation:
    """The agent begins, and they take turns."""
    written: list[str] = []
    at = 400
    for place, one in enumerate(turns):
        role = "user" if place % 2 else "agent"
        end = at + one.length_ms
        written.append(
            f'{{"role": "{role}", "text": {one.json}, "start_ms": {at}, "end_ms": {end}}}'
        )
        at = end + 350
    return Conversation(f"[{', '.join(written)}]", BAR.join(one.folded for one in turns), at)


@lru_cache(maxsize=1000)
def _kept(text: str) -> Turn:
    return turn(text)
