"""The least that the database can do: each question as a statement with nothing around it."""

from datetime import UTC, date, datetime, time

from django.db import connection, transaction

from callboard.agencies.models import Client
from callboard.calls.models.by_the_clock import HALVES
from callboard.calls.search.schema import VECTOR
from callboard.demo.bench.terms import Class

SHOWN = 26


def counted(client_id: int) -> int:
    """How many calls, from the index alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM calls_call WHERE client_id = %s AND NOT kept_aside", [client_id]
        )
        return int(cursor.fetchone()[0])


def rolled_up(client: Client, first: date) -> None:
    """What the page of numbers sums up, from the roll-ups: by day and outcome, by reason, and by
    the clock.
    """
    halves = ", ".join(f"sum({half})" for half in HALVES)
    for what, table, grouped in (
        ("day, result, calls, duration_ms", "calls_dailycalls", ""),
        ("reason, sum(calls)", "calls_dailyreasons", "GROUP BY 1"),
        (f"weekday, {halves}", "calls_dailyhours", "GROUP BY 1"),
    ):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {what} FROM {table} "  # noqa: S608
                f"WHERE client_id = %s AND day >= %s {grouped}",
                [client.pk, first],
            )
            cursor.fetchall()


def aggregated(client: Client, first: date) -> None:
    """The same from the calls themselves, their covering index alone: by day and outcome, and by
    the clock, as far as the database knows the client's zone (SQLite knows none). Reasons stand in
    no index of calls.
    """
    if connection.vendor == "sqlite":
        day, weekday = "date(started_at)", "strftime('%%w', started_at)"
        half = "(strftime('%%H', started_at) * 60 + strftime('%%M', started_at)) / 30"
    else:
        local = f"(started_at AT TIME ZONE '{client.time_zone}')"
        day, weekday = f"{local}::date", f"extract(isodow FROM {local})"
        half = f"floor(extract(epoch FROM {local}::time) / 1800)"
    facts = [
        client.agency_id,
        client.pk,
        connection.ops.adapt_datetimefield_value(_midnight(first)),
    ]
    for what in (
        f"{day}, result, count(*), sum(duration_ms)",
        f"{weekday}, {half}, count(*)",
    ):
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {what} FROM calls_call "  # noqa: S608
                "WHERE agency_id = %s AND client_id = %s AND started_at >= %s AND NOT kept_aside "
                "GROUP BY 1, 2",
                facts,
            )
            cursor.fetchall()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def searched(client_id: int, one: Class) -> list[int]:
    """The ids of the newest calls that have it."""
    if connection.vendor == "sqlite":
        return _fts5(client_id, one)
    return _gin(client_id, one)


def _fts5(client_id: int, one: Class) -> list[int]:
    asked = " AND ".join(
        f'"{word[:-1]}" *' if word.endswith("*") else f'"{word}"'
        for word in (f"@{client_id}", *one.tokens)
    )
    phrase = "AND instr(e.text, %s) > 0" if one.phrase else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.call_id FROM calls_searchwords w "  # noqa: S608
            "CROSS JOIN calls_searchtext e ON e.id = w.rowid "
            f"WHERE calls_searchwords MATCH %s {phrase} ORDER BY w.rowid DESC LIMIT {SHOWN}",
            [asked, *([f" {one.phrase} "] if one.phrase else [])],
        )
        return [row[0] for row in cursor.fetchall()]


def _gin(client_id: int, one: Class) -> list[int]:
    asked = " & ".join(
        f"'{word[:-1]}':*" if word.endswith("*") else f"'{word}'"
        for word in (f"@{client_id}", *one.tokens)
    )
    phrase = "WHERE strpos(e.text, %s) > 0" if one.phrase else ""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute(
            "WITH hits AS MATERIALIZED (SELECT id, call_id FROM calls_searchtext "  # noqa: S608
            f"WHERE {VECTOR.format(text='text')} @@ %s::tsquery) "
            f"SELECT h.call_id FROM hits h JOIN calls_searchtext e ON e.id = h.id {phrase} "
            f"ORDER BY h.id DESC LIMIT {SHOWN}",
            [asked, *([f" {one.phrase} "] if one.phrase else [])],
        )
        return [row[0] for row in cursor.fetchall()]
