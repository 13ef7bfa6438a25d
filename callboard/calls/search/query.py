"""What somebody typed into the search, as questions to a call's text (`search.text`)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from callboard.calls.search.fold import LONGEST_WORD, fold, words

# Nobody types more; and every word costs the database.
LONGEST_QUERY = 300
MOST_WORDS = 12
SHORTEST_BEGINNING = 3
SHORTEST_NUMBER, LONGEST_NUMBER = 3, 15

_QUOTES = str.maketrans("“”„«»", '"' * 5)
# A telephone number in any format, or a word. A number is not a part of a word.
_PIECE = re.compile(
    r"(?<![^\W_])(?P<number>\+?[0-9][0-9\s().+/-]*[0-9])(?![^\W_])|(?P<word>[^\W_]+)"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that has to be there: all tokens of one of the alternatives.

    `phrase` has to stand in the text as a whole as well. A token that ends in * is a beginning.
    """

    alternatives: tuple[tuple[str, ...], ...]
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """Without terms it finds nothing."""

    terms: tuple[Term, ...]

    @property
    def phrases(self) -> list[str]:
        """What an index of words does not know: that they follow each other."""
        return [f" {term.phrase} " for term in self.terms if " " in term.phrase]

    @property
    def has_beginning(self) -> bool:
        tokens = (one for term in self.terms for each in term.alternatives for one in each)
        return any(one.endswith("*") for one in tokens)

    def finds(self, text: str) -> bool:
        return bool(self.terms) and all(_holds(term, text) for term in self.terms)


@lru_cache(maxsize=256)
def parse(typed: str) -> Query:
    """All words have to be there, the last one also as a beginning; "words in quotes" one after the
    other; a telephone number in any format, whole or from its start or its end.
    """
    parts = typed[:LONGEST_QUERY].translate(_QUOTES).split('"')
    terms: list[Term] = []
    for place, part in enumerate(parts):
        last = place == len(parts) - 1
        # The last part is never closed.
        quoted = place % 2 == 1 and not last
        terms += _quoted(part) if quoted else _unquoted(part, is_last=last)
    return Query(_within_measure(dict.fromkeys(terms)))


def _quoted(part: str) -> list[Term]:
    said = words(part)[:MOST_WORDS]
    if (found := _PIECE.fullmatch(fold(part).strip())) and found["number"]:
        return _numbers(found["number"], is_last=False)
    return [Term((tuple(said),), " ".join(said))] if said else []


def _unquoted(part: str, *, is_last: bool) -> list[Term]:
    folded = fold(part)
    terms: list[Term] = []
    for found in _PIECE.finditer(folded):
        ends = is_last and not words(folded[found.end() :])
        if found["number"]:
            terms += _numbers(found["number"], is_last=ends)
        else:
            terms.append(_word(found["word"], is_last=ends))
    return terms


def _word(word: str, *, is_last: bool) -> Term:
    word = word[:LONGEST_WORD]
    return Term(((_beginning(word) if is_last else word,),))


def _numbers(run: str, *, is_last: bool) -> list[Term]:
    """Figures that stand together: a telephone number, or said like that."""
    said = words(run)
    if is_last:
        said[-1] = _beginning(said[-1])
    digits = "".join(one for one in run if one in "0123456789")
    if not SHORTEST_NUMBER <= len(digits) <= LONGEST_NUMBER:
        return [Term(((word,),)) for word in said]
    # A leading zero is dialled, not a part of the number: 0171 2345 and 0049 171 are both starts.
    start = digits.lstrip("0")
    alternatives = [tuple(said), (f">{digits[::-1]}*",)]
    if len(start) >= SHORTEST_NUMBER:
        alternatives.append((f"<{start}*",))
    return [Term(tuple(alternatives))]


def _beginning(word: str) -> str:
    return f"{word}*" if len(word) >= SHORTEST_BEGINNING else word


def _within_measure(terms: dict[Term, None]) -> tuple[Term, ...]:
    kept: list[Term] = []
    count = 0
    for term in terms:
        count += len(term.alternatives[0])
        if count > MOST_WORDS and kept:
            break
        kept.append(term)
    return tuple(kept)


def _holds(term: Term, text: str) -> bool:
    if term.phrase:
        return f" {term.phrase} " in text
    return any(
        all((f" {token[:-1]}" if token.endswith("*") else f" {token} ") in text for token in tokens)
        for tokens in term.alternatives
    )
