"""The database refuses to change or delete an audit entry, whoever asks.

The triggers are set after every migration, because SQLite drops them when it rebuilds a table;
`missing()` is asked at every start.
"""

from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_entry"
_NAMES = ("audit_entry_no_update", "audit_entry_no_delete")

_SQLITE = tuple(
    f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, 'the audit record is append-only'); END"
    for name, event in zip(_NAMES, ("UPDATE", "DELETE"), strict=True)
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit record is append-only'; END $$",
    *(
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()"
        for name, event in zip(_NAMES, ("UPDATE", "DELETE"), strict=True)
    ),
)


def ensure(database: BaseDatabaseWrapper = connection) -> None:
    with database.cursor() as cursor:
        for statement in _SQLITE if database.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def drop(database: BaseDatabaseWrapper = connection) -> None:
    """For tests that empty the tables; `ensure` puts them back."""
    suffix = "" if database.vendor == "sqlite" else f" ON {TABLE}"
    with database.cursor() as cursor:
        for name in _NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")


def missing(database: BaseDatabaseWrapper = connection) -> list[str]:
    """The names of triggers that are not there; empty when the record is protected."""
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if database.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with database.cursor() as cursor:
        cursor.execute(sql)
        there = {row[0] for row in cursor.fetchall()}
    return [name for name in _NAMES if name not in there]


def after_migrate(**_: Any) -> None:
    if TABLE in connection.introspection.table_names():
        ensure()
