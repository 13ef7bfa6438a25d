"""The processes a demo consists of, started together and ended together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress

# How long a child may take to finish what it is doing before it is killed.
PATIENCE = 10.0


class Child:
    """One process in a process group of its own, so that Ctrl-C in a terminal reaches the demo
    alone, which then ends its children in order.
    """

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self._command = command
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        leash = [sys.executable, "-m", "callboard.demo.leash", str(os.getpid())]
        self._process = subprocess.Popen(  # noqa: S603 - the demo's own commands
            [*leash, *self._command],
            env=dict(self._environment),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def ended_with(self) -> int | None:
        """The exit code, or None while it runs."""
        return None if self._process is None else self._process.poll()

    def end(self) -> None:
        """Asks it to end; `wait` makes sure."""
        self._signal(signal.SIGTERM)

    def wait(self, until: float) -> None:
        """Waits for the end until then (by `time.monotonic`), and kills whatever is left."""
        if self._process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, until - time.monotonic()))
        self._signal(signal.SIGKILL)
        self._process.wait()

    def _signal(self, number: int) -> None:
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)


def end_all(children: Sequence[Child]) -> None:
    for child in children:
        child.end()
    until = time.monotonic() + PATIENCE
    for child in children:
        child.wait(until)
