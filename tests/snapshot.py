"""Rows kept aside and put back: the product's verbs make them once a process."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction


@dataclass(frozen=True)
class Table:
    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]

    def put(self) -> None:
        quoted = ", ".join(connection.ops.quote_name(one) for one in self.columns)
        places = ", ".join(["%s"] * len(self.columns))
        into = connection.ops.quote_name(self.name)
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {into} ({quoted}) VALUES ({places})", self.rows)


def put_back(tables: list[Table]) -> None:
    with transaction.atomic():  # rows point at each other: keys are checked at the end
        for table in tables:
            table.put()


def taken() -> list[Table]:
    """All rows of the product's tables. Their keys stay theirs: no database gives one out twice."""
    models = [one for one in apps.get_models() if one.__module__.startswith("callboard.")]
    tables = [_read(model._meta.db_table) for model in models]
    return [table for table in tables if table.rows]


def _read(name: str) -> Table:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
        assert cursor.description
        return Table(name, tuple(column[0] for column in cursor.description), cursor.fetchall())
