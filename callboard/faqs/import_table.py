"""An import before it is done: each row of the file with what is wrong with it, to be mended in
place, and what it would come to.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from django.http import QueryDict

from callboard.agents import faq_imports
from callboard.agents.faqs import MOST, Words
from callboard.agents.models import Faq
from callboard.faqs.files import COLUMNS, Line
from callboard.faqs.forms import FaqForm

# A form has so many fields at most; what is wrong further down comes up when these are mended.
MENDED_AT_ONCE = 40
# JSON can say halves of surrogate pairs; no database takes them, and no page can show them.
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """`comes_to` is "new", "changed", "same", "again" where the row with the number `again` asks
    the same and counts in its stead, or, of one that has errors, "".
    """

    line: Line
    form: FaqForm
    comes_to: str
    again: int = 0

    @property
    def question(self) -> str:
        return str(self.line.cells["question"])


class ImportTable:
    def __init__(self, lines: Sequence[Line], kept: Sequence[Faq]) -> None:
        known = faq_imports.known(kept)
        self.rows = _once_each([_row(line, known) for line in lines])

    @classmethod
    def sent(cls, post: QueryDict, kept: Sequence[Faq]) -> Self:
        """What the page before carried, with what was mended on it. What is no such thing is
        nothing.
        """
        lines = [_mended(line, post) for line in _carried(post.get("rows", ""))]
        return cls([line for line in lines if line is not None], kept)

    @property
    def faulty(self) -> list[Row]:
        return [row for row in self.rows if row.form.errors][:MENDED_AT_ONCE]

    @property
    def sound(self) -> list[Row]:
        return [row for row in self.rows if not row.form.errors]

    @property
    def errors(self) -> int:
        return len(self.rows) - len(self.sound)

    def count(self, comes_to: str) -> int:
        return sum(row.comes_to == comes_to for row in self.rows)

    def words(self) -> list[Words]:
        return [row.form.words() for row in self.sound if row.comes_to != "again"]

    def carried(self) -> str:
        return json.dumps(
            [[row.line.number, *(row.line.cells[name] for name in COLUMNS)] for row in self.rows],
            ensure_ascii=False,
        )


def _row(line: Line, known: Mapping[str, Faq]) -> Row:
    form = FaqForm(line.cells, auto_id=f"%s-{line.number}", use_required_attribute=False)
    if not form.is_valid():
        return Row(line, form, "")
    words = form.words()
    there = known.get(faq_imports.key(words.question))
    if there is None:
        return Row(line, form, "new")
    return Row(line, form, "same" if there.words == words.stored() else "changed")


def _once_each(rows: list[Row]) -> list[Row]:
    """Of rows with the same question the last counts."""
    last = {faq_imports.key(row.question): row for row in rows if not row.form.errors}
    return [
        row
        if row.form.errors or (counts := last[faq_imports.key(row.question)]) is row
        else replace(row, comes_to="again", again=counts.line.number)
        for row in rows
    ]


def _carried(text: str) -> list[Line]:
    try:
        rows: Any = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if not isinstance(rows, list):
        return []
    return [
        Line(row[0], dict(zip(COLUMNS, row[1:], strict=True)))
        for row in rows[:MOST]
        if isinstance(row, list)
        and len(row) == 1 + len(COLUMNS)
        and type(row[0]) is int
        and all(isinstance(cell, str) and not _HALVES.search(cell) for cell in row[1:])
    ]


def _mended(line: Line, post: QueryDict) -> Line | None:
    """None of one that is to be left out."""
    if post.get(f"out-{line.number}"):
        return None
    cells = {name: post.get(f"{name}-{line.number}", line.cells[name]) for name in COLUMNS}
    return Line(line.number, cells)
