"""The questions to the full-text indexes: which calls have the words, newest first.

Both are written so that the planner has no choice: left to it, a word without a hit took 24 s on
SQLite and 78 s on PostgreSQL with a million calls.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from callboard.calls.search.query import Query, Term
from callboard.calls.search.schema import TABLE, VECTOR, WORDS

# How many hits PostgreSQL is first asked for, where it cannot stop in the middle.
CHUNKS = (500, 25_000, None)

Sql = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Search:
    """`owner` is a mark of `search.text`; `allowed` selects the call `e.call_id` where it may be
    shown. `beyond` is the id of the call from which to go on, backwards (to newer ones) or not.
    """

    query: Query
    owner: str
    allowed: Sql
    limit: int
    beyond: int | None = None
    backwards: bool = False

    def call_ids(self) -> list[int]:
        ids = _on_sqlite(self) if connection.vendor == "sqlite" else _on_postgresql(self)
        return list(ids)

    @property
    def order(self) -> str:
        return "ASC" if self.backwards else "DESC"

    def side(self, column: str) -> Sql:
        if self.beyond is None:
            return "", []
        sign = ">" if self.backwards else "<"
        there = f"(SELECT id FROM {TABLE} WHERE call_id = %s)"  # noqa: S608
        return f" AND {column} {sign} {there}", [self.beyond]

    def has_phrases(self, function: str) -> Sql:
        found = self.query.phrases
        return "".join(f" AND {function}(e.text, %s) > 0" for _ in found), list(found)


def _on_sqlite(search: Search) -> list[int]:
    """FTS5 walks its hits from the newest one; each is looked at, until there are enough."""
    (side, place), (phrases, said) = search.side("w.rowid"), search.has_phrases("instr")
    allowed, facts = search.allowed
    # CROSS JOIN keeps the order of the tables.
    sql = (
        f"SELECT e.call_id FROM {WORDS} w CROSS JOIN {TABLE} e ON e.id = w.rowid "  # noqa: S608
        f"WHERE w.{WORDS} MATCH %s{side}{phrases} AND EXISTS ({allowed}) "
        f"ORDER BY w.rowid {search.order} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [_fts5(search), *place, *said, *facts, search.limit])
        return [row[0] for row in cursor.fetchall()]


def _on_postgresql(search: Search) -> list[int]:
    """GIN knows no order: all hits are gathered, the newest of them looked at, and more of them
    where too few may be shown.
    """
    found: list[int] = []
    with transaction.atomic(), connection.cursor() as cursor:
        # A bitmap that does not fit forgets which rows it meant, and reads the words of them all.
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute("SET LOCAL enable_seqscan = off")
        for chunk in CHUNKS:
            rows = list(_chunk(cursor, search, chunk))
            found = [call_id for call_id, fits in rows if fits][: search.limit]
            if len(found) == search.limit or chunk is None or len(rows) < chunk:
                break
    return found


def _chunk(cursor: Any, search: Search, size: int | None) -> Iterator[tuple[int, bool]]:
    (side, place), (phrases, said) = search.side("id"), search.has_phrases("strpos")
    allowed, facts = search.allowed
    sql = (
        f"WITH hits AS MATERIALIZED (SELECT id, call_id FROM {TABLE} "  # noqa: S608
        f"WHERE {VECTOR.format(text='text')} @@ %s::tsquery{side} "
        f"ORDER BY id {search.order} LIMIT %s) "
        f"SELECT h.call_id, EXISTS ({allowed}){phrases} FROM hits h "
        f"JOIN {TABLE} e ON e.id = h.id ORDER BY h.id {search.order}"
    )
    cursor.execute(sql, [_tsquery(search), *place, size, *facts, *said])
    yield from cursor


def _fts5(search: Search) -> str:
    return _spelled(search, "AND", "OR", lambda word, sign: f'"{word}" {sign}')


def _tsquery(search: Search) -> str:
    return _spelled(search, "&", "|", lambda word, sign: f"'{word}'{sign and ':' + sign}")


def _spelled(search: Search, both: str, either: str, token: Callable[[str, str], str]) -> str:
    """Words are letters and digits, and no query can say more than that."""

    def spell(term: Term) -> str:
        every = [
            f" {both} ".join(
                token(one.rstrip("*"), "*" if one.endswith("*") else "") for one in each
            )
            for each in term.alternatives
        ]
        return f" {either} ".join(f"({one})" for one in every)

    terms = [f"({spell(term)})" for term in search.query.terms]
    return f" {both} ".join([token(search.owner, ""), *terms])
