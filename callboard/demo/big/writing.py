"""Many rows at once, the fastest way that each database has."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from callboard.calls.search import schema
from callboard.demo.big.rows import COLUMNS, Rows

_TRANSCRIPT = ("agency_id", "call_id", "turns")
_SEARCH = ("id", "agency_id", "call_id", "text")


def write(rows: Sequence[Rows]) -> None:
    """Inside a transaction."""
    _into("calls_call", COLUMNS, [row.call for row in rows])
    _into("calls_transcript", _TRANSCRIPT, [row.transcript for row in rows if row.transcript])
    _into("calls_searchtext", _SEARCH, [row.search for row in rows])


def next_ids(count: int) -> int:
    """The first of so many ids for calls that nobody else is given."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # inside a transaction nobody else writes
            cursor.execute("SELECT seq + 1 FROM sqlite_sequence WHERE name = 'calls_call'")
            known = cursor.fetchone()
            return int(known[0]) if known else 1
        sequence = "pg_get_serial_sequence('calls_call', 'id')"
        cursor.execute(f"SELECT setval({sequence}, nextval({sequence}) + %s)", [count])
        return int(cursor.fetchone()[0]) - count


def pause_index() -> None:
    """PostgreSQL makes the whole index in a fraction of the time that keeping it takes."""
    if connection.vendor == "postgresql":
        schema.drop()


def resume_index() -> None:
    """Also that of one who was interrupted."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [schema.WORDS])
        if cursor.fetchone()[0] is None:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            schema.create()
            cursor.execute("RESET maintenance_work_mem")
        cursor.execute("ANALYZE calls_call, calls_searchtext, calls_transcript")


def _into(table: str, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> None:
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608
