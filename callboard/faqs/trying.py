"""Which FAQ a caller's question would get, out of what is written now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from callboard.agents import faq_content
from callboard.agents.faq_matching import Questions

if TYPE_CHECKING:
    from callboard.faqs.page import Row

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Tried:
    """`row` is None where none fits."""

    asked: str
    row: "Row | None"


def ask(asked: str, rows: "Sequence[Row]") -> Tried:
    asked = " ".join(asked.split())[:LONGEST]
    found = Questions(faq_content.ways_of(row.faq.words) for row in rows).best(asked)
    return Tried(asked, rows[found.place] if found else None)
