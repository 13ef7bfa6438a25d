"""Three questions that callers of a trade ask first, for a list that is empty."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from callboard.agents.faqs import Words
from callboard.examples.stories import Trade

# A list of more needs none.
SHOWN_UP_TO = 3


@dataclass(frozen=True, slots=True)
class Starter:
    key: str
    words: Words


def of(trade: Trade) -> tuple[Starter, ...]:
    return _all()[trade.value]


def named(key: str) -> Starter | None:
    """By a key such as "dental-1"."""
    return next((one for those in _all().values() for one in those if one.key == key), None)


@cache
def _all() -> dict[str, tuple[Starter, ...]]:
    text = files("callboard.faqs").joinpath("starters.txt").read_text(encoding="utf-8")
    found = {}
    for part in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        trade, _end, rest = part.partition("\n")
        found[trade] = tuple(_starters(trade, rest))
    return found


def _starters(trade: str, text: str) -> Iterator[Starter]:
    for number, block in enumerate(text.strip().split("\n\n"), 1):
        question, answer, *ways = block.splitlines()
        words = Words(question, answer, tuple(way.removeprefix("> ") for way in ways))
        yield Starter(f"{trade}-{number}", words)
