"""The full-text index behind `SearchText`: made by a migration, kept by the database.

SQLite: FTS5 over the table, without positions (phrases are looked up in the text itself), which
halves the index and makes it half as fast again to write. Its tokenizer cuts at nothing but spaces
and bars. Triggers keep it, so that whatever deletes a row takes its words along.

PostgreSQL: GIN over the words, cut at the same spaces: PostgreSQL's own parser would read addresses
and numbers into them. No extension is needed, for whose a call is stands among the words.
"""

from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "calls_searchtext"
WORDS = "calls_searchwords"
VECTOR = "array_to_tsvector(string_to_array({text}, ' '))"

_TRIGGERS = (
    "CREATE TRIGGER IF NOT EXISTS calls_searchwords_added AFTER INSERT ON calls_searchtext BEGIN "
    "INSERT INTO calls_searchwords (rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER IF NOT EXISTS calls_searchwords_removed AFTER DELETE ON calls_searchtext BEGIN "
    "INSERT INTO calls_searchwords (calls_searchwords, rowid, text) "
    "VALUES ('delete', old.id, old.text); END",
    "CREATE TRIGGER IF NOT EXISTS calls_searchwords_changed "
    "AFTER UPDATE OF id, text ON calls_searchtext BEGIN "
    "INSERT INTO calls_searchwords (calls_searchwords, rowid, text) "
    "VALUES ('delete', old.id, old.text); "
    "INSERT INTO calls_searchwords (rowid, text) VALUES (new.id, new.text); END",
)
_SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS calls_searchwords USING fts5(text, "
    "content='calls_searchtext', content_rowid='id', tokenize=\"ascii tokenchars '#$@<>'\", "
    "detail=none, columnsize=0)",
    *_TRIGGERS,
)
_POSTGRESQL = (
    # The text goes out of line: a search that meets many calls reads their rows, not their words.
    f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)",
    f"CREATE INDEX IF NOT EXISTS {WORDS} ON {TABLE} USING gin ({VECTOR.format(text='text')})",
)


def create(database: BaseDatabaseWrapper = connection) -> None:
    """On an empty table, or one whose rows came after the triggers."""
    _execute(_SQLITE if database.vendor == "sqlite" else _POSTGRESQL, database)


def drop(database: BaseDatabaseWrapper = connection) -> None:
    kind = "TABLE" if database.vendor == "sqlite" else "INDEX"
    _execute((f"DROP {kind} IF EXISTS {WORDS}",), database)


def after_migrate(**_: Any) -> None:
    """SQLite drops triggers when it rebuilds a table."""
    if connection.vendor == "sqlite" and TABLE in connection.introspection.table_names():
        _execute(_TRIGGERS, connection)


def _execute(statements: tuple[str, ...], database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
