"""The questions to the full-text indexes: which calls have the words, newest first.

Both are written so that the planner has no choice: left to it, a word without a hit took 24 s on
SQLite and 78 s on PostgreSQL with a million calls.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection

from callboard.calls.search.asked import Asked
from callboard.calls.search.query import Term
from callboard.calls.search.schema import TABLE, VECTOR, WORDS

# How many hits PostgreSQL is first asked for, where it cannot stop in the middle.
CHUNKS = (500, 25_000, None)

# A bitmap that does not fit into memory forgets which rows it meant.
_LED = {"work_mem": "64MB", "enable_seqscan": "off", "enable_indexscan": "off"}
# A transaction that was open before goes on.
_FREE = {"enable_seqscan": "on", "enable_indexscan": "on"}


def call_ids(asked: Asked) -> list[int]:
    return _on_sqlite(asked) if connection.vendor == "sqlite" else _on_postgresql(asked)


def _on_sqlite(asked: Asked) -> list[int]:
    """FTS5 walks its hits from the newest one; each is looked at, until there are enough."""
    (side, place), (phrases, said) = asked.side("w.rowid"), asked.has_phrases("instr")
    allowed, facts = asked.allowed()
    # CROSS JOIN keeps the order of the tables.
    sql = (
        f"SELECT e.call_id FROM {WORDS} w CROSS JOIN {TABLE} e ON e.id = w.rowid "  # noqa: S608
        f"WHERE w.{WORDS} MATCH %s{side}{phrases} AND EXISTS ({allowed}) "
        f"ORDER BY w.rowid {asked.order} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [_fts5(asked), *place, *said, *facts, asked.limit])
        return [row[0] for row in cursor.fetchall()]


def _on_postgresql(asked: Asked) -> list[int]:
    """GIN knows no order: all hits are gathered, the newest of them looked at, and more of them
    where too few may be shown.
    """
    found: list[int] = []
    with connection.cursor() as cursor:
        for size in CHUNKS:
            newest = _newest(cursor, asked, size)
            found = _shown(cursor, asked, newest)
            if len(found) == asked.limit or size is None or len(newest) < size:
                break
    return found


def _newest(cursor: Any, asked: Asked, size: int | None) -> list[int]:
    """The hits alone, fenced off: else the planner, who thinks that words cost nothing to make,
    reads those of all calls, newest first.

    In one go, which PostgreSQL takes as one transaction: so what it is told holds for this, and it
    is asked once instead of five times. The words for themselves, and first: GIN looks an owner up
    in what may be a million entries, and so does it for the calls alone that have them all.
    """
    side, place = asked.side("id")
    has = f"{VECTOR.format(text='text')} @@ %s::tsquery"
    cursor.execute(
        f"SELECT {_told(_LED)}; WITH hits AS MATERIALIZED "  # noqa: S608
        f"(SELECT id, call_id FROM {TABLE} WHERE {has} AND {has}) "
        f"SELECT call_id FROM hits WHERE true{side} ORDER BY id {asked.order} LIMIT %s; "
        f"SELECT {_told(_FREE)}",
        [_tsquery(asked), f"'{asked.owner}'", *place, size],
    )
    cursor.nextset()
    return [row[0] for row in cursor.fetchall()]


def _shown(cursor: Any, asked: Asked, newest: list[int]) -> list[int]:
    """Most hits may be shown: those that are looked at first are enough."""
    found: list[int] = []
    for some in (newest[: 2 * asked.limit], newest[2 * asked.limit :]):
        if some and len(found) < asked.limit:
            found += _allowed(cursor, asked, some, asked.limit - len(found))
    return found


def _allowed(cursor: Any, asked: Asked, call_ids: list[int], limit: int) -> list[int]:
    phrases, said = asked.has_phrases("strpos")
    allowed, facts = asked.allowed()
    cursor.execute(
        f"SELECT e.call_id FROM {TABLE} e WHERE e.call_id = ANY(%s){phrases} "  # noqa: S608
        f"AND EXISTS ({allowed}) ORDER BY e.id {asked.order} LIMIT %s",
        [call_ids, *said, *facts, limit],
    )
    return [row[0] for row in cursor.fetchall()]


def _told(values: dict[str, str]) -> str:
    """Until the transaction ends."""
    return ", ".join(f"set_config('{name}', '{value}', true)" for name, value in values.items())


def _fts5(asked: Asked) -> str:
    words = _spelled(asked, "AND", "OR", lambda word, sign: f'"{word}" {sign}')
    return f'"{asked.owner}" AND {words}'


def _tsquery(asked: Asked) -> str:
    return _spelled(asked, "&", "|", lambda word, sign: f"'{word}'{sign and ':' + sign}")


def _spelled(asked: Asked, both: str, either: str, token: Callable[[str, str], str]) -> str:
    """Words are letters and digits, and no query can say more than that."""

    def spell(term: Term) -> str:
        every = [
            f" {both} ".join(
                token(one.rstrip("*"), "*" if one.endswith("*") else "") for one in each
            )
            for each in term.alternatives
        ]
        return f" {either} ".join(f"({one})" for one in every)

    return f" {both} ".join(f"({spell(term)})" for term in asked.query.terms)
