"""A loop that does one thing as long as there is something to do, and outlives a database that was
away.
"""

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections, connection
from django.db.utils import DatabaseError, InterfaceError

log = logging.getLogger(__name__)

IDLE = 0.2
LONGEST_PAUSE = 5.0


class Loop(threading.Thread):
    """Calls `step` again and again; rests `idle` seconds when it answers False.

    A step that fails is told in the log and tried again after a pause that grows to five seconds.
    """

    def __init__(
        self, name: str, step: Callable[[], bool], stop: threading.Event, *, idle: float = IDLE
    ) -> None:
        super().__init__(name=name, daemon=True)
        self._step = step
        self._stop_asked = stop
        self._idle = idle

    def run(self) -> None:
        pause = IDLE
        while not self._stop_asked.is_set():
            try:
                close_old_connections()
                busy = self._step()
            except (DatabaseError, InterfaceError) as fault:
                log.warning("%s: the database is away (%s)", self.name, type(fault).__name__)
                connection.close()
                pause = min(pause * 2, LONGEST_PAUSE)
                self._stop_asked.wait(pause)
            except Exception:
                log.exception("%s failed and goes on", self.name)
                pause = min(pause * 2, LONGEST_PAUSE)
                self._stop_asked.wait(pause)
            else:
                pause = IDLE
                if not busy:
                    self._stop_asked.wait(self._idle)
        connection.close()
