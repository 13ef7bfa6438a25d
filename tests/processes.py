"""Real processes on a database they share with the test: for crashes and signals."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection

DEADLINE = 20.0


@dataclass
class Installation:
    """A folder and a database; `start` runs a command of the product in it."""

    folder: Path
    database_url: str
    environment: dict[str, str] = field(default_factory=dict)
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *command: str, **extra: str) -> subprocess.Popen[bytes]:
        """`extra` are environment variables, like CALLBOARD_DIE_AT."""
        told = {
            **os.environ,
            "DATABASE_URL": self.database_url,
            "DATA_DIR": str(self.folder),
            "PYTHONPATH": str(Path.cwd()),
            **self.environment,
            **extra,
        }
        with (self.folder / "out").open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, "-c", "from callboard.config.cli import main; main()", *command],
                env=told,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self.running.append(process)
        return process

    def said(self) -> str:
        return (self.folder / "out").read_text()

    def end(self) -> None:
        for process in self.running:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.wait(10)


def until(true: Callable[[], object], what: str, deadline: float = DEADLINE) -> None:
    """Looks again and again until it holds; the test fails at the deadline."""
    end = time.monotonic() + deadline
    while not true():
        if time.monotonic() > end:
            pytest.fail(f"{what} did not happen within {deadline:.0f} s")
        time.sleep(0.02)


@contextmanager
def own_sqlite(path: Path, template: Path) -> Iterator[None]:
    """The test's connection on a file of its own, so that other processes may share it."""
    kept, name = connection.connection, connection.settings_dict["NAME"]
    connection.connection = None
    connection.settings_dict["NAME"] = str(path)
    try:
        if not template.exists():
            call_command("migrate", verbosity=0, interactive=False)
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
            shutil.copy(path, template)
        else:
            shutil.copy(template, path)
        yield
        connection.close()
    finally:
        connection.connection, connection.settings_dict["NAME"] = kept, name


def postgres_url() -> str:
    facts = connection.settings_dict
    user, password = quote(str(facts["USER"])), quote(str(facts["PASSWORD"]))
    return f"postgres://{user}:{password}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"
