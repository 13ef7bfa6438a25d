"""Processes of their own on the database of the test."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
KILLED = -9
SECONDS = 60


@contextmanager
def shared_database(folder: Path) -> Iterator[str]:
    """The URL under which another process finds the test's database.

    SQLite's lives in memory, so its tables move into a file for as long as this lasts.
    """
    name = connection.settings_dict["NAME"]
    if connection.vendor == "postgresql":
        yield os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
        return
    file = folder / "callboard.sqlite3"
    connection.ensure_connection()
    in_memory = connection.connection
    with sqlite3.connect(file) as copy:
        in_memory.backup(copy)
    copy.close()
    connection.settings_dict["NAME"] = str(file)
    connection.connection = None
    try:
        yield f"sqlite:///{file}"
    finally:
        connection.close()
        connection.settings_dict["NAME"], connection.connection = name, in_memory


def start(
    database_url: str, *arguments: str, die_at: str = "", **environment: str
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.inbox.child", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={
            **os.environ,
            "DATABASE_URL": database_url,
            "CALLBOARD_DIE_AT": die_at,
            **environment,
        },
    )


def finish(process: subprocess.Popen[bytes], given: bytes = b"") -> tuple[int, str, str]:
    """Exit code (KILLED where it died at its step), output, errors."""
    try:
        out, errors = process.communicate(given, timeout=SECONDS)
    finally:
        process.kill()
    return process.returncode, out.decode(), errors.decode()
