"""What the search has to find, told in the plainest way: lists of words, and no database."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from callboard.calls.models import Call

STROKES = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"}


def plain(letter: str) -> str:
    """One letter as it is compared; a space for what is no letter or digit, nothing for a mark."""
    found = ""
    for one in unicodedata.normalize("NFKD", letter.casefold()):
        kind = unicodedata.category(one)
        if kind[0] in "LN":
            found += STROKES.get(one, one)
        elif kind[0] != "M":
            found += " "
    return found


def words_of(text: str) -> list[str]:
    return "".join(plain(letter) for letter in text).split()


def fields_of(call: Call, turns: Iterable[dict[str, Any]]) -> list[list[str]]:
    name = call.caller_name
    joined = name.replace("'", "").replace("’", "")
    return [words_of(name), words_of(joined), *(words_of(turn["text"]) for turn in turns)]


def has_all(typed: str, call: Call, turns: Iterable[dict[str, Any]]) -> bool:
    """For words and beginnings: all but the last as they are, the last one as a beginning too."""
    there = {word for field in fields_of(call, turns) for word in field}
    *whole, last = words_of(typed)
    long_enough = len(last) >= 3
    return all(word in there for word in whole) and (
        last in there or (long_enough and any(word.startswith(last) for word in there))
    )


def has_phrase(typed: str, call: Call, turns: Iterable[dict[str, Any]]) -> bool:
    wanted = words_of(typed)
    return any(
        field[at : at + len(wanted)] == wanted
        for field in fields_of(call, turns)
        for at in range(len(field))
    )


def has_number(digits: str, call: Call) -> bool:
    """`digits` of an American number, from its start (with the country's 1 or not) or its end."""
    return starts(digits, call) or call.other_number.endswith(digits)


def starts(digits: str, call: Call) -> bool:
    number = call.other_number.removeprefix("+")
    return number.startswith(digits) or number[1:].startswith(digits)
