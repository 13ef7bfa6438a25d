"""What browsers have asked the live server for and is not answered yet.

A page that is closed leaves its last requests behind. Whoever empties the tables waits for them,
and lets no later one in: in SQLite's shared memory a reader makes that fail at once, however long
a lock may be waited for.
"""

from threading import Condition, get_ident
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started

PATIENCE = 10.0  # seconds


class RequestsUnderWay:
    """One for the whole run, shut between tests."""

    def __init__(self) -> None:
        self.changed = Condition()
        self.threads: set[int] = set()
        self.is_shut = True
        request_started.connect(self.began)
        request_finished.connect(self.ended)

    def began(self, sender: Any, **_: Any) -> None:
        if _is_a_browser_s(sender):
            with self.changed:
                if self.is_shut:
                    # Whose page is closed hears nothing of it, nor does the terminal.
                    raise ConnectionAbortedError
                self.threads.add(get_ident())

    def ended(self, sender: Any, **_: Any) -> None:
        """By its thread: an answer that breaks off may be told as given more than once."""
        with self.changed:
            self.threads.discard(get_ident())
            self.changed.notify_all()

    def let_in(self) -> None:
        with self.changed:
            self.threads.clear()
            self.is_shut = False

    def shut(self) -> None:
        """An answer that nobody read to its end may never be told as given: not for ever."""
        with self.changed:
            self.is_shut = True
            self.changed.wait_for(lambda: not self.threads, PATIENCE)


def _is_a_browser_s(sender: Any) -> bool:
    """A test client, which is no WSGI server, has its answer when it goes on."""
    return isinstance(sender, type) and issubclass(sender, WSGIHandler)
