"""Which of some questions somebody asks, whatever the words: without a model, the same answer every
time.

Two texts are as alike as the words they share are telling: a word that many of the questions have
says little, one that a single question has says much."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# From here on one is asked for, two are about the same, two are the same.
ASKED, LIKE, SAME = 0.5, 0.6, 0.82

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "es", "ed", "s", "e", "y")


@dataclass(frozen=True, slots=True)
class Asked:
    """`place` is that of what was found, `score` from 0 to 1."""

    place: int
    score: float


@cache
def _known() -> tuple[frozenset[str], dict[str, str]]:
    """What says nothing, and what says the same as another word (`faq_words.txt`)."""
    text = files("callboard.agents").joinpath("faq_words.txt").read_text(encoding="utf-8")
    rows = [row.split(": ") for row in text.splitlines() if not row.startswith("#")]
    empty = (word for name, those in rows if name == "-" for word in those.split())
    return frozenset(empty), {
        word: name for name, those in rows if name != "-" for word in those.split()
    }


def words(text: str) -> frozenset[str]:
    """What a text is about: without endings, and without what any question has."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    found = (word.removesuffix("'s") for word in _WORD.findall(folded))
    empty, like = _known()
    return frozenset(_stem(like.get(word, word)) for word in found if word not in empty)


def best(asked: str, ways: Sequence[Iterable[str]], least: float = ASKED) -> Asked | None:
    """`ways` has for each question the ways in which it is asked. Of equals the first. Somebody may
    say more than the question: each sentence is looked at by itself as well.
    """
    each = [[words(way) for way in of_one] for of_one in ways]
    weights = _weights(each)
    said = [words(part) for part in [asked, *_SENTENCE.findall(asked)]]
    scores = [
        max((_alike(one, way, weights) for one in said for way in of_one), default=0.0)
        for of_one in each
    ]
    place = max(range(len(scores)), key=scores.__getitem__, default=None)
    if place is None or scores[place] < least:
        return None
    return Asked(place, scores[place])


def alike(one: str, other: str) -> float:
    """Of two questions, each word telling as much as any other."""
    return _alike(words(one), words(other), {})


def groups(questions: Sequence[str]) -> list[list[int]]:
    """The places of those that are about the same, in their order: each goes to the first group
    whose first question is like it.
    """
    firsts: list[frozenset[str]] = []
    found: list[list[int]] = []
    for place, question in enumerate(questions):
        said = words(question)
        like = (number for number, one in enumerate(firsts) if _alike(said, one, {}) >= LIKE)
        number = next(like, None)
        if number is None:
            firsts.append(said)
            found.append([place])
        else:
            found[number].append(place)
    return found


def _weights(each: Sequence[Sequence[frozenset[str]]]) -> dict[str, float]:
    having = Counter(word for of_one in each for word in frozenset().union(*of_one))
    total = len(each)
    return {word: 1 + math.log((1 + total) / (1 + count)) for word, count in having.items()}


def _alike(one: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    """What both have, by what both have together (a cosine)."""
    if not one or not other:
        return 0.0

    def size(those: frozenset[str]) -> float:
        return sum(weights.get(word, 1.0) ** 2 for word in those)

    return size(one & other) / math.sqrt(size(one) * size(other))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        shortest = 3 if ending == "s" else 4
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word.removesuffix(ending)
    return word
