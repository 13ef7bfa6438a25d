"""Where a call has what was searched: the line to show below its row, with the words marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from callboard.calls.search.fold import Span, fold, spans
from callboard.calls.search.query import Query, Term, parse
from callboard.calls.search.text import LONGEST, number_marks

# So much is shown of a turn, from a little before the first word: a row cuts off what is too long
# for it, and that must not be the word.
LONGEST_LINE, BEFORE = 160, 20


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """`turn` is the place in the transcript, `start_ms` where it begins in the call, if known."""

    pieces: tuple[Piece, ...]
    role: str
    turn: int
    start_ms: int | None


def marked_line(typed: str, turns: Sequence[dict[str, Any]]) -> Line | None:
    """The turn that has most of what was searched, the first of equals; None where none has any:
    then the call was found by name or number.
    """
    query = parse(typed)
    best, most = None, 0
    for place, turn in _likely(query, turns):
        said = list(spans(turn["text"]))
        found = [hits for term in query.terms if (hits := list(_hits(term, said)))]
        if len(found) > most:
            best, most = (place, turn, [span for hits in found for span in hits]), len(found)
        if most == len(query.terms):
            break
    if best is None:
        return None
    place, turn, hits = best
    return Line(tuple(_pieces(turn["text"], hits)), turn["role"], place, turn.get("start_ms"))


def _likely(query: Query, turns: Sequence[dict[str, Any]]) -> Iterator[tuple[int, dict[str, Any]]]:
    """As far as a call is found by what was said, the turns that may have any of it: told in a
    glance, while words are looked for letter by letter.
    """
    words = {word for term in query.terms for word in _words(term)}
    left = LONGEST
    for place, turn in enumerate(turns):
        text = fold(turn["text"][:left])
        left -= len(text)
        if any(word in text for word in words):
            yield place, turn
        if left <= 0:
            return


def _words(term: Term) -> Iterator[str]:
    if term.phrase:
        yield from term.phrase.split(" ")
        return
    for tokens in term.alternatives:
        yield from (token.removesuffix("*") for token in tokens)


def marked(typed: str, text: str) -> tuple[Piece, ...]:
    """A name with the words marked that were searched; whole, whatever is marked in it."""
    said = list(spans(text))
    hits = [span for term in parse(typed).terms for span in _hits(term, said)]
    return tuple(_cut(text, hits, 0, len(text)))


def has_number(typed: str, number: str) -> bool:
    """Whether it was the caller's number that was searched, or a part of it."""
    text = f" {number_marks(number)} "
    return any(
        len(one) == 1 and one[0][0] in "<>" and f" {one[0][:-1]}" in text
        for term in parse(typed).terms
        for one in term.alternatives
    )


def _hits(term: Term, said: list[Span]) -> Iterator[Span]:
    if term.phrase:
        wanted = term.phrase.split(" ")
        for first in range(len(said) - len(wanted) + 1):
            run = said[first : first + len(wanted)]
            if [span.word for span in run] == wanted:
                yield Span(term.phrase, run[0].start, run[-1].end)
        return
    for tokens in term.alternatives:
        for span in said:
            if any(_is(token, span.word) for token in tokens):
                yield span


def _is(token: str, word: str) -> bool:
    return word.startswith(token[:-1]) if token.endswith("*") else word == token


def _pieces(text: str, hits: list[Span]) -> Iterator[Piece]:
    start = _word_start(text, max(0, min(span.start for span in hits) - BEFORE))
    end = min(len(text), start + LONGEST_LINE)
    if start:
        yield Piece("… ", False)
    yield from _cut(text, hits, start, end)
    if end < len(text):
        yield Piece(" …", False)


def _word_start(text: str, place: int) -> int:
    return place if place == 0 else text.rfind(" ", 0, place + 1) + 1


def _cut(text: str, hits: Iterable[Span], start: int, end: int) -> Iterator[Piece]:
    at = start
    for span in sorted(set(hits), key=lambda one: (one.start, -one.end)):
        if span.start < at or span.end > end:
            continue
        if span.start > at:
            yield Piece(text[at : span.start], False)
        yield Piece(text[span.start : span.end], True)
        at = span.end
    if at < end:
        yield Piece(text[at:end], False)
