"""A search that looks at the newest calls themselves, one after the other: what is said in every
second call is found among a few, while an index gathers half a million of them first.
"""

from datetime import timedelta
from itertools import chain
from math import ceil
from typing import Any

from django.db import connection

from callboard.calls.search.asked import Asked, Sql
from callboard.calls.search.query import Term
from callboard.calls.search.schema import TABLE
from callboard.calls.search.text import TIE_BITS

# So many are looked at first, and then so many as may be needed to have enough. Where that would
# be more than the most, the index is faster.
FIRST, MOST = 100, 5_000
_SPARE = 1.5

# The calls that have the words, in the order of their places, as far as no call beyond the last one
# that was looked at may stand between them. And how many were looked at, once at least.
_WALK = f"""WITH steps AS MATERIALIZED ({{steps}}),
walked AS MATERIALIZED (SELECT count(*) AS calls, {{last}}(started_at) AS until FROM steps),
found AS (
  SELECT e.id AS place, e.call_id FROM walked CROSS JOIN steps
  JOIN {TABLE} e ON e.call_id = steps.id
  WHERE (walked.calls < %s OR {{end}}){{side}}{{words}}
  ORDER BY e.id {{order}} LIMIT %s
)
SELECT found.call_id, walked.calls FROM walked LEFT JOIN found ON true ORDER BY place {{order}}
"""  # noqa: S608
_SECOND = {
    "sqlite": "CAST(strftime('%%s', walked.until) AS integer)",
    "postgresql": "floor(extract(epoch FROM walked.until))::bigint",
}


def walked(asked: Asked) -> list[int] | None:
    """The ids of the calls that have the words, in the order of their places, or None where too few
    of the next calls have them to go on like that.
    """
    size = FIRST
    while 0 < size <= MOST:
        found, is_all = _looked_at(asked, size)
        if is_all or len(found) == asked.limit:
            return found
        if not found:
            return None
        size = max(size + 1, ceil(_SPARE * size * asked.limit / len(found)))
    return None


def _looked_at(asked: Asked, size: int) -> tuple[list[int], bool]:
    """Those of the next calls that have the words, and whether those were all calls."""
    (steps, which), (side, beyond) = _steps(asked, size), asked.side("e.id")
    (words, said), backwards = _words(asked), asked.backwards
    sql = _WALK.format(
        steps=steps,
        last="max" if backwards else "min",
        end=_end(backwards),
        side=side,
        words=words,
        order=asked.order,
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*which, size, *beyond, *said, asked.limit])
        rows = cursor.fetchall()
    return [call_id for call_id, _ in rows if call_id is not None], rows[0][1] < size


def _end(backwards: bool) -> str:
    """A call whose place is taken stands at the next free one, never as far from its start as a
    second: the next whole one after the last call, and one more.
    """
    sign, more = ("<", 0) if backwards else (">=", 2)
    return f"e.id {sign} (({_SECOND[connection.vendor]} + {more}) * 1000000) << {TIE_BITS}"


def _steps(asked: Asked, size: int) -> Sql:
    """The next calls, and those of the same moment as the one to go on from."""
    sql, facts = asked.calls
    order, beyond = asked.order, ""
    if asked.beyond is not None:
        start = asked.beyond.started_at
        beyond = f"WHERE started_at {'>=' if asked.backwards else '<='} %s "
        start = start - timedelta(seconds=1) if asked.backwards else start
        facts = [*facts, connection.ops.adapt_datetimefield_value(start)]
    steps = (
        f"SELECT id, started_at FROM ({sql}) calls {beyond}"  # noqa: S608
        f"ORDER BY started_at {order}, id {order} LIMIT %s"
    )
    return steps, [*facts, size]


def _words(asked: Asked) -> Sql:
    """What `Query.finds` asks, of `e.text`."""
    terms = [_term(term) for term in asked.query.terms]
    return "".join(f" AND ({sql})" for sql, _ in terms), list(chain(*(said for _, said in terms)))


def _term(term: Term) -> Sql:
    holds = f"{'instr' if connection.vendor == 'sqlite' else 'strpos'}(e.text, %s) > 0"
    if term.phrase:
        return holds, [f" {term.phrase} "]
    either = [" AND ".join([holds] * len(each)) for each in term.alternatives]
    said: list[Any] = [_piece(token) for each in term.alternatives for token in each]
    return " OR ".join(f"({each})" for each in either), said


def _piece(token: str) -> str:
    return f" {token[:-1]}" if token.endswith("*") else f" {token} "
