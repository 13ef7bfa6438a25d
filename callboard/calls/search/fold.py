"""Words as they are compared: without accents and capitals, told apart by one function.

Both databases are given what is folded here and compare it byte by byte; how they would fold
themselves never matters.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, normalize

WORD = re.compile(r"[^\W_]+")
# Beyond it nobody reads a word, and PostgreSQL takes no key.
LONGEST_WORD = 64
# Letters that no normal form takes apart, though people leave the stroke out.
_STROKES = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i"}
    | {"æ": "ae", "œ": "oe", "þ": "th"}
)


@dataclass(frozen=True, slots=True)
class Span:
    """A word, and where it stands in what was folded."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """`"Søren Núñez"` as `"soren nunez"`; what is no letter or digit stays."""
    if text.isascii():
        return text.lower()
    folded = normalize("NFKD", normalize("NFKD", text).casefold()).translate(_STROKES)
    return "".join(one for one in folded if not category(one).startswith("M"))


def words(text: str) -> list[str]:
    """The runs of letters and digits, folded; none is longer than `LONGEST_WORD`."""
    return [word[:LONGEST_WORD] for word in WORD.findall(fold(text))]


def spans(text: str) -> Iterator[Span]:
    """The same words, each with its place in `text`."""
    letters: list[str] = []
    origins: list[int] = []
    for place, letter in enumerate(text):
        for one in _folded_letter(letter):
            letters.append(one)
            origins.append(place)
    for found in WORD.finditer("".join(letters)):
        start, end = origins[found.start()], origins[found.end() - 1] + 1
        # What was dropped belongs to the letter before it.
        while end < len(text) and not _folded_letter(text[end]):
            end += 1
        yield Span(found.group()[:LONGEST_WORD], start, end)


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    return fold(letter)
