"""Lines of a CSV file that a spreadsheet opens without running anything in it."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

# Excel takes UTF-8 for another encoding without it.
BOM = "\ufeff"
_NUMBER = re.compile(r"-\d+([.,]\d+)?")
# Where a spreadsheet splits at semicolons, a cell begins amid one of ours. Blanks are walked from
# the first of a run alone: from each of many it would take seconds.
_INNER = re.compile(r"(?<![;\s])[;\s]+(?=[=+\-@|%])")
_BEGINS_CELL = re.compile(r"[;\t\r\n]")
# What `harmless` put before a formula.
_KEPT = re.compile(r"^'(?= *[=+\-@|%\t\r\n])|([;\t\r\n][;\s]*)'(?=[=+\-@|%])")
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    buffer = StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow([harmless(str(cell)) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def harmless(cell: str) -> str:
    """A cell that begins like a formula is text after an apostrophe; a plain number stays one."""
    cell = cell.replace("\0", "")
    if _NUMBER.fullmatch(cell):
        return cell
    cell = _INNER.sub(_kept_text, cell)
    return f"'{cell}" if cell.lstrip(" ").startswith(_RUNS) else cell


def as_typed(cell: str) -> str:
    """What somebody had typed into a cell that `harmless` wrote."""
    return _KEPT.sub(r"\1", cell)


def _kept_text(blanks: re.Match[str]) -> str:
    run = blanks.group()
    return f"{run}'" if _BEGINS_CELL.search(run) else run
