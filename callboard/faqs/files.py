"""FAQs in a file for a spreadsheet: written, and read again whatever the program that saved it."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from callboard.agents.faqs import MOST
from callboard.ui import csv_lines

LARGEST = 500_000
COLUMNS = ("question", "answer", "variants")
# What a head may be called, as it is compared.
_NAMES = {
    "question": "question",
    "questions": "question",
    "faq": "question",
    "answer": "answer",
    "answers": "answer",
    "also asked": "variants",
    "also asked as": "variants",
    "how callers might also ask it": "variants",
    "other ways to ask": "variants",
    "variants": "variants",
}
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Unreadable(ValueError):
    """What is wrong with the whole file, in words."""


@dataclass(frozen=True, slots=True)
class Line:
    """`number` is that of its first line in the file; `cells` are by the names of `COLUMNS`."""

    number: int
    cells: dict[str, str]


def written(rows: Iterable[tuple[str, str, Iterable[str], str]]) -> Iterator[str]:
    """Question, answer, other ways to ask and status of each, as the lines of a file."""
    head = (_("Question"), _("Answer"), _("Also asked"), _("Status"))
    cells = ((one, answer, "\n".join(ways), status) for one, answer, ways, status in rows)
    yield csv_lines.BOM
    yield from csv_lines.lines([head, *cells])


def read(content: bytes) -> list[Line]:
    """Raises `Unreadable`."""
    if len(content) > LARGEST:
        raise Unreadable(
            _("That file is too large. Take one of up to %(most)s KB.") % {"most": LARGEST // 1000}
        )
    text = _text(content)
    first = text.lstrip("\r\n").partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        rows = list(_rows(csv.reader(io.StringIO(text, newline=""), delimiter=mark)))
    except csv.Error:
        raise Unreadable(_("That file is no CSV file. Save it as CSV and try again.")) from None
    return _lines(rows)


def _text(content: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    for one in [encoding] if encoding else ["utf-8", "cp1252"]:
        try:
            text = content.decode(one)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unreadable(_("That file is no text. Save it as CSV (UTF-8) and try again."))


def _rows(reader: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Those that are not empty, with the number of their first line."""
    begins = 1
    for row in reader:
        if any(cell.strip() for cell in row):
            yield begins, row
        begins = int(getattr(reader, "line_num", begins)) + 1


def _lines(rows: list[tuple[int, list[str]]]) -> list[Line]:
    if not rows:
        raise Unreadable(_("That file is empty."))
    names = [_NAMES.get(" ".join(cell.casefold().split()), "") for cell in rows[0][1]]
    if not {"question", "answer"} <= set(names):
        raise Unreadable(_("Name the columns in the first line: Question, Answer, Also asked."))
    if len(rows) == 1:
        raise Unreadable(_("That file has no FAQs below its first line."))
    if len(rows) - 1 > MOST:
        raise Unreadable(
            _("That file has %(n)s FAQs. Take up to %(most)s at once.")
            % {"n": len(rows) - 1, "most": MOST}
        )
    return [Line(number, _cells(names, row)) for number, row in rows[1:]]


def _cells(names: list[str], row: list[str]) -> dict[str, str]:
    cells = dict.fromkeys(COLUMNS, "")
    for name, cell in zip(names, row, strict=False):
        if name and not cells[name]:
            cells[name] = csv_lines.as_typed(cell)
    return cells
