"""Which of some questions somebody asks, whatever the words: without a model, the same answer every
time.

Two texts are as alike as the words they share are telling: a word that many of the questions have
says little, one that a single question has says much. So does one that none of them has: who asks
what a crown costs is not answered by what whitening costs."""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

# From here on one is asked for, two are about the same, two are the same.
ASKED, LIKE, SAME = 0.55, 0.6, 0.82

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


class Ways:
    """Many ways to ask, found by the words that they share with a question. `weights` say how much
    a word tells, `other` what one tells that is not among them.
    """

    def __init__(self, weights: Mapping[str, float] | None = None, other: float = 1.0) -> None:
        self._weights = weights or {}
        self._other = other
        self._sizes: list[float] = []
        self._having: dict[str, list[int]] = {}

    def add(self, one: frozenset[str]) -> None:
        for word in one:
            self._having.setdefault(word, []).append(len(self._sizes))
        self._sizes.append(self._size(one))

    def alike(self, said: frozenset[str]) -> dict[int, float]:
        """How alike those are that share a word with it, by their place: what both have, by what
        both have together (a cosine).
        """
        size = self._size(said)
        return {
            place: both / math.sqrt(size * self._sizes[place])
            for place, both in self._shared(said).items()
        }

    def first(self, said: frozenset[str], least: float) -> int | None:
        """The place of the first that is so alike."""
        bound, sizes = least * least * self._size(said), self._sizes
        shared = self._shared(said).items()
        return min((at for at, both in shared if both * both >= bound * sizes[at]), default=None)

    def _shared(self, said: frozenset[str]) -> Mapping[int, float]:
        if not self._weights:
            return Counter(chain.from_iterable(self._having.get(word, ()) for word in said))
        shared: dict[int, float] = defaultdict(float)
        for word in said:
            tells = self._tells(word)
            for place in self._having.get(word, ()):
                shared[place] += tells
        return shared

    def _size(self, those: frozenset[str]) -> float:
        return sum(self._tells(word) for word in those)

    def _tells(self, word: str) -> float:
        weight: float = self._weights.get(word, self._other)
        return weight * weight


class Questions:
    """Some questions, each with all the ways in which it is asked."""

    def __init__(self, each: Iterable[Iterable[str]]) -> None:
        many = [[words(way) for way in ways] for ways in each]
        self._ways = Ways(_weights(many), other=_weight(1, len(many)))
        self._of: list[int] = []
        for place, ways in enumerate(many):
            for way in ways:
                self._ways.add(way)
                self._of.append(place)

    def best(self, asked: str, least: float = ASKED) -> Asked | None:
        """Of equals the first. Somebody may say more than the question: each sentence is looked at
        by itself as well.
        """
        scores: dict[int, float] = {}
        parts = {words(part) for part in [asked, *_SENTENCE.findall(asked)]}
        for part in parts:
            for way, like in self._ways.alike(part).items():
                place = self._of[way]
                scores[place] = max(like, scores.get(place, 0.0))
        found = max(sorted(scores), key=scores.__getitem__, default=None)
        if found is None or scores[found] < least:
            return None
        return Asked(found, scores[found])


def alike(one: str, other: str) -> float:
    """Of two questions, each word telling as much as any other."""
    ways = Ways()
    ways.add(words(other))
    return ways.alike(words(one)).get(0, 0.0)


def groups(questions: Iterable[str]) -> list[list[int]]:
    """The places of those that are about the same, in their order: each goes to the first group
    whose first question is like it.
    """
    firsts, found = Ways(), list[list[int]]()
    for place, question in enumerate(questions):
        said = words(question)
        number = firsts.first(said, LIKE)
        if number is None:
            firsts.add(said)
            found.append([place])
        else:
            found[number].append(place)
    return found


def _weights(each: Sequence[Sequence[frozenset[str]]]) -> dict[str, float]:
    having = Counter(word for of_one in each for word in frozenset().union(*of_one))
    return {word: _weight(count, len(each)) for word, count in having.items()}


def _weight(count: int, total: int) -> float:
    """Of a word that so many of all questions have."""
    return 1 + math.log((1 + total) / (1 + count))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        shortest = 3 if ending == "s" else 4
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word.removesuffix(ending)
    return word
