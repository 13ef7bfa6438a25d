"""Search over callers' names, numbers in any format and what was said.

Whoever writes a call calls `index`, a list asks `matching`, and its rows show `marked_line`.
"""

from callboard.calls.search.entries import index, index_many
from callboard.calls.search.marking import Line, Piece, has_number, marked, marked_line
from callboard.calls.search.matching import matching

__all__ = [
    "Line",
    "Piece",
    "has_number",
    "index",
    "index_many",
    "marked",
    "marked_line",
    "matching",
]
