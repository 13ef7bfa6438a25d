"""The line of text that a call is found by.

    | #3 $12 @12 <12075550112 <2075550112 >21105557021 | daniel reyes | hello this is robin | … |

Words stand between single spaces, fields and turns between bars, so that every question a reader
can ask is one of pieces of this text: a word is " word ", a beginning " wor", a phrase
" hello this ". Signs that no word can have mark the rest: # the agency, $ the client, @ the client
that may see the call, < the number from its start (with and without the country's), > the number
from its end.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from callboard.calls.models import Call
from callboard.calls.search.fold import fold, words

BAR = " | "
# PostgreSQL takes no more than a megabyte of words, and a letter has up to four bytes.
LONGEST = 200_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TIE_BITS = 10


def place_of(started_at: datetime, call_id: int) -> int:
    """The call's place in time, as a number: microseconds, and bits of the id to tell calls of one
    moment apart. It fits 64 bits from 1684 to 2255.
    """
    moment = (started_at - _EPOCH) // timedelta(microseconds=1)
    return (moment << TIE_BITS) | (call_id & ((1 << TIE_BITS) - 1))


def is_same_moment(place: int, other: int) -> bool:
    return place >> TIE_BITS == other >> TIE_BITS


def text_of(call: Call, turns: Iterable[dict[str, Any]]) -> str:
    """Of a call and what was said in it."""
    return text(
        marks_of(call.agency_id, call.client_id, call.kept_aside),
        call.other_number,
        call.caller_name,
        (turn["text"] for turn in turns),
    )


def text(marks: str, number: str, name: str, said: Iterable[str]) -> str:
    """The same from its parts."""
    fields = [f"{marks} {number_marks(number)}".rstrip(), *names_of(name), *map(spoken, said)]
    whole = BAR.join(filter(None, fields))
    if len(whole) > LONGEST:
        whole = whole[:LONGEST].rpartition(" ")[0].removesuffix(" |")
    return f"| {whole} |"


def marks_of(agency_id: int, client_id: int | None, kept_aside: bool) -> str:
    marks = f"#{agency_id}"
    if client_id is not None:
        marks += f" ${client_id}"
        marks += "" if kept_aside else f" @{client_id}"
    return marks


def spoken(said: str) -> str:
    return " ".join(words(said))


def number_marks(number: str) -> str:
    digits = "".join(one for one in number if one in "0123456789")
    if len(digits) < 3:
        return ""
    marks = [f"<{digits}", f">{digits[::-1]}"]
    if number.startswith("+") and (national := digits[_country_digits(digits) :]):
        marks.insert(1, f"<{national}")
    return " ".join(marks)


def _country_digits(digits: str) -> int:
    """How many of them are the country's. No country's begin with another's."""
    for length in (1, 2, 3):
        if int(digits[:length]) in COUNTRY_CODE_TO_REGION_CODE:
            return length
    return 0


def names_of(name: str) -> list[str]:
    """The fields of a name: O'Brien is found as it is written, and as "OBrien"."""
    as_written = spoken(name)
    joined = spoken(fold(name).replace("'", "").replace("’", ""))
    found = [as_written] if joined == as_written else [as_written, joined]
    return [field for field in found if field]
