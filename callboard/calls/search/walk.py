"""A search that looks at the newest calls themselves, one after the other: what is said in every
second call is found among a few, while PostgreSQL's index gathers half a million of them first.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain
from math import ceil
from typing import Any

from django.db import connection

from callboard.calls.search.asked import Asked, Sql
from callboard.calls.search.query import Term
from callboard.calls.search.schema import TABLE
from callboard.calls.search.text import place_at

# So many are looked at first, and then so many as may be needed to have enough. Where that would
# be more than the most, the index is faster.
FIRST, MOST = 100, 5_000
_SPARE = 1.5
# A call whose place is taken stands at the next free one: never as far from its start as this.
_SLACK = timedelta(seconds=1)

# A call's id and its start.
_Step = tuple[int, datetime]


def walked(asked: Asked) -> list[int] | None:
    """The ids of the calls that have the words, in the order of their places, or None where too few
    of the next calls have them to go on like that.
    """
    size = FIRST
    while 0 < size <= MOST:
        steps = _steps(asked, size)
        is_all = len(steps) < size
        found = _having(asked, steps, None if is_all else steps[-1][1])
        if is_all or len(found) == asked.limit:
            return found
        if not found:
            return None
        size = max(size + 1, ceil(_SPARE * size * asked.limit / len(found)))
    return None


def _steps(asked: Asked, size: int) -> list[_Step]:
    """The next calls, and those of the same moment as the one to go on from."""
    rows, start = asked.rows, asked.beyond and asked.beyond.started_at
    if asked.backwards:
        rows = rows.filter(started_at__gte=start - _SLACK) if start else rows
        rows = rows.order_by("started_at", "id")
    else:
        rows = rows.filter(started_at__lte=start) if start else rows
        rows = rows.newest_first()
    return list(rows.values_list("pk", "started_at")[:size])


def _having(asked: Asked, steps: Sequence[_Step], until: datetime | None) -> list[int]:
    """Those of them that have the words, as far as no call beyond the last one may stand between
    them: it began at `until`.
    """
    (side, beyond), (words, said) = asked.side("e.id"), _words(asked)
    end: Sql = "", []
    if until is not None:
        sign, last = ("<", until) if asked.backwards else (">=", until + _SLACK)
        end = f" AND e.id {sign} %s", [place_at(last)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT e.call_id FROM {TABLE} e WHERE e.call_id = ANY(%s)"  # noqa: S608
            f"{side}{end[0]}{words} ORDER BY e.id {asked.order} LIMIT %s",
            [[pk for pk, _ in steps], *beyond, *end[1], *said, asked.limit],
        )
        return [row[0] for row in cursor.fetchall()]


def _words(asked: Asked) -> Sql:
    """What `Query.finds` asks, of `e.text`."""
    terms = [_term(term) for term in asked.query.terms]
    return "".join(f" AND ({sql})" for sql, _ in terms), list(chain(*(said for _, said in terms)))


def _term(term: Term) -> Sql:
    if term.phrase:
        return "strpos(e.text, %s) > 0", [f" {term.phrase} "]
    either = [" AND ".join(["strpos(e.text, %s) > 0"] * len(each)) for each in term.alternatives]
    said: list[Any] = [_piece(token) for each in term.alternatives for token in each]
    return " OR ".join(f"({each})" for each in either), said


def _piece(token: str) -> str:
    return f" {token[:-1]}" if token.endswith("*") else f" {token} "
