"""The eight classes of what is searched, taken from what was said to the client: how common a word
is decides what looking for it costs.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from callboard.calls.models import SearchText
from callboard.demo.big import words

T = TypeVar("T")

_SAMPLE = 2_000


@dataclass(frozen=True, slots=True)
class Class:
    """`typed` as by a reader; `tokens` is the same for the raw query, a * at the end for a
    beginning, and `phrase` what has to follow each other.
    """

    name: str
    typed: str
    tokens: tuple[str, ...]
    phrase: str = ""


def classes() -> list[Class]:
    """In the scope of the client."""
    texts = [text.split() for text in _sample()]
    single = Counter(word for text in texts for word in set(text) if word.isalpha())
    double = Counter(pair for text in texts for pair in set(pairwise(text)) if _is_said(pair))
    begun = Counter(word[:4] for text in texts for word in {w[:4]: w for w in text}.values())
    half, some = _nearest(single, len(texts) / 2), _nearest(single, len(texts) / 50)
    first, second = _nearest(double, len(texts) / 50)
    begin = _nearest(Counter({k: n for k, n in begun.items() if k.isalpha()}), len(texts) / 2)
    one, other = words.SURNAMES[1234].lower(), words.SURNAMES[4321].lower()
    rare = words.MEDICINES[30_000].lower()
    return [
        _quoted("common word, 50 %", half),
        _quoted("some, 2 %", some),
        _quoted("surname, 1 in 5,000", one),
        _quoted("rare word", rare),
        _quoted("absent word", "zzyzx"),
        Class("two words, no call", f'"{one}" "{other}"', (one, other)),
        Class("phrase, 2 %", f'"{first} {second}"', (first, second), f"{first} {second}"),
        Class("beginning, 50 %", begin, (f"{begin}*",)),
    ]


def _quoted(name: str, word: str) -> Class:
    return Class(name, f'"{word}"', (word,))


def _sample() -> list[str]:
    return list(SearchText.objects.order_by("-id").values_list("text", flat=True)[:_SAMPLE])


def _is_said(pair: tuple[str, str]) -> bool:
    return all(word.isalpha() and len(word) > 2 for word in pair)


def _nearest(counted: Counter[T], wanted: float) -> T:
    return min(counted, key=lambda one: (abs(counted[one] - wanted), str(one)))
