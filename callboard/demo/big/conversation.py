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
_PAUSE_MS = 350


@dataclass(frozen=True, slots=True)
class Turn:
    """`head` is a turn in a stored transcript up to the number of its start, `folded` the text as
    the search has it.
    """

    head: str
    folded: str
    length_ms: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """`turns` is the transcript's JSON, `folded` its part of the search's text."""

    turns: str
    folded: str
    length_ms: int


def turn(role: str, text: str) -> Turn:
    head = f'{{"role": "{role}", "text": {json.dumps(text)}, "start_ms": '
    return Turn(head, spoken(text), 250 + _MS_A_WORD * (text.count(" ") + 1))


class Conversations:
    """The same ones for the same `seed`."""

    def __init__(self, seed: str) -> None:
        self._drawn = Random(seed)  # noqa: S311 - a demo, not a secret
        self._questions = self._pool("agent", words.QUESTIONS)
        self._answers = self._pool("user", words.ANSWERS)
        self._openings = self._pool("user", [words.OPENING], POOL // 10)
        self._booked = self._pool("agent", [words.BOOKED], POOL // 10)
        self._medicines = tuple(accumulate(1 / n for n in range(20, 20 + len(words.MEDICINES))))

    def of(self, first: str, surname: str, *, exchanges: int) -> Conversation:
        """So many questions and answers, between a greeting and a farewell."""
        turns = [_kept("agent", words.GREETING), self._one(self._openings)]
        for _ in range(exchanges):
            turns += self._one(self._questions), self._one(self._answers)
        if self._drawn.random() < 0.3:
            (medicine,) = self._drawn.choices(words.MEDICINES, cum_weights=self._medicines)
            said = words.MEDICINE_LINE.format(medicine=medicine)
            turns += self._one(self._questions), turn("user", said)
        said = words.NAME_LINE.format(first=first, surname=surname)
        turns += self._one(self._questions), turn("user", said)
        turns += self._one(self._booked), _kept("user", words.THANKS)
        turns.append(_kept("agent", words.GOODBYE.format(first=first)))
        return put_together(turns)

    def _one(self, pool: list[Turn]) -> Turn:
        """As `Random.choice` does in more steps, twenty times a call."""
        return pool[int(self._drawn.random() * len(pool))]

    def _pool(self, role: str, templates: Sequence[str], size: int = POOL) -> list[Turn]:
        said = []
        for number in range(size):
            a, b = self._drawn.choices(words.THINGS, cum_weights=words.WEIGHTS, k=2)
            said.append(turn(role, templates[number % len(templates)].format(a=a, b=b)))
        return said


def put_together(turns: list[Turn]) -> Conversation:
    written: list[str] = []
    at = 400
    for one in turns:
        end = at + one.length_ms
        written.append(f'{one.head}{at}, "end_ms": {end}}}')
        at = end + _PAUSE_MS
    return Conversation(f"[{', '.join(written)}]", BAR.join([one.folded for one in turns]), at)


@lru_cache(maxsize=1000)
def _kept(role: str, text: str) -> Turn:
    return turn(role, text)
