"""Real processes on a database they share with the test: for crashes and signals."""

import multiprocessing
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection

from tests import forked

DEADLINE = 20.0


_forking = multiprocessing.get_context("forkserver")
_forking.set_forkserver_preload(forked.PRELOADED)


class Running:
    """A process of its own, as `subprocess.Popen` would show it."""

    def __init__(self, command: tuple[str, ...], environment: dict[str, str], out: Path) -> None:
        self._process = _forking.Process(target=forked.run, args=(command, environment, str(out)))
        self._process.start()

    def poll(self) -> int | None:
        """Its exit code once it has ended: minus the signal's number if one ended it."""
        return self._process.exitcode

    def wait(self, seconds: float) -> int:
        self._process.join(seconds)
        if self._process.exitcode is None:
            pytest.fail(f"It has not ended within {seconds:.0f} s")
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, number)


@dataclass
class Installation:
    """A folder and a database; `start` runs a command of the product in it."""

    folder: Path
    database_url: str
    environment: dict[str, str] = field(default_factory=dict)
    running: list[Running] = field(default_factory=list)

    def start(self, *command: str, **extra: str) -> Running:
        """`extra` are environment variables, like CALLBOARD_DIE_AT."""
        told = {
            **os.environ,
            "DATABASE_URL": self.database_url,
            "DATA_DIR": str(self.folder),
            **self.environment,
            **extra,
        }
        process = Running(command, told, self.folder / "out")
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
