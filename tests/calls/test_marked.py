"""The line below a row that says why the call was found."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.calls import search
from callboard.calls.search.fold import spans, words


def turns(*said: str) -> list[dict[str, Any]]:
    return [
        {"role": "user" if n % 2 else "agent", "text": text, "start_ms": 1000 * n}
        for n, text in enumerate(said)
    ]


def shown(line: search.Line | None) -> str:
    assert line is not None
    return "".join(f"[{one.text}]" if one.is_marked else one.text for one in line.pieces)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("canal", "a root [canal], Núñez."),
        ("NUNEZ root", "a [root] canal, [Núñez]."),
        ('"root canal"', "a [root canal], Núñez."),
        ("roo", "a [root] canal, Núñez."),
        ("e\u0301", None),
        ("hello absent", "[Hello] there."),
        ("5550112", None),
    ],
)
def test_the_words_are_marked_as_they_were_said(typed: str, line: str | None) -> None:
    found = search.marked_line(typed, turns("Hello there.", "a root canal, Núñez."))
    assert (found and shown(found)) == line


def test_the_turn_that_has_most_is_taken_with_its_place_in_the_call() -> None:
    line = search.marked_line(
        "root canal", turns("a root", "the canal", "a root canal", "canal root")
    )
    assert line is not None
    assert (line.turn, line.role, line.start_ms) == (2, "agent", 2000)


def test_of_a_long_turn_the_words_are_shown() -> None:
    said = "blah " * 100 + "a root canal " + "blah " * 100
    line = shown(search.marked_line("canal", turns(said)))
    assert "[canal]" in line
    assert line.startswith("… blah")
    assert line.endswith(" …")
    assert len(line) < 180


def test_the_word_stands_where_a_narrow_row_still_shows_it() -> None:
    said = "I can note a new address on your chart. Anything about the insurance?"
    assert (
        shown(search.marked_line("insurance", turns(said))) == "… Anything about the [insurance]?"
    )


def test_a_name_and_a_number_are_marked() -> None:
    pieces = search.marked("obrien reyes", "Ana Reyes")
    assert [(one.text, one.is_marked) for one in pieces] == [("Ana ", False), ("Reyes", True)]
    assert search.has_number("(207) 555", "+12075550112")
    assert search.has_number("0112", "+12075550112")
    assert not search.has_number("0113", "+12075550112")
    assert not search.has_number("root", "+12075550112")
    assert not search.has_number("207", "")


@given(st.text())
def test_the_words_of_a_text_are_where_it_says(text: str) -> None:
    found = list(spans(text))
    assert [span.word for span in found] == words(text)
    for span in found:
        assert span.word in words(text[span.start : span.end])


@given(st.text(), st.text())
def test_nothing_of_what_was_said_is_lost_or_added(typed: str, said: str) -> None:
    pieces = search.marked(typed, said)
    assert "".join(one.text for one in pieces) == said


def test_in_a_transcript_without_end_the_words_are_found_as_far_as_it_is_searched() -> None:
    """What a provider may send at most, with a word in no turn and in each: a page has fifty."""
    said = turns(*["Ça va, je rappelle " * 20] * 2500)
    began = time.process_time()
    assert search.marked_line("zebra", said) is None
    assert shown(search.marked_line("rappelle", said)).startswith("Ça va, je [rappelle] Ça va")
    assert time.process_time() - began < 0.6
