"""What browsers have asked the live server for and is not answered yet.

A page that is closed leaves its last requests behind. Whoever empties the tables waits for them:
in SQLite's shared memory a reader makes that fail at once, however long a lock may be waited for.
"""

from threading import Condition
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started

PATIENCE = 10.0  # seconds


class RequestsUnderWay:
    def __init__(self) -> None:
        self.changed = Condition()
        self.number = 0
        request_started.connect(self.began)
        request_finished.connect(self.ended)

    def began(self, sender: Any, **_: Any) -> None:
        self.count(1, sender)

    def ended(self, sender: Any, **_: Any) -> None:
        self.count(-1, sender)

    def count(self, by: int, sender: Any) -> None:
        # A test client, which is no WSGI server, has its answer when it goes on.
        if isinstance(sender, type) and issubclass(sender, WSGIHandler):
            with self.changed:
                self.number += by
                self.changed.notify_all()

    def wait(self) -> None:
        """An answer that nobody read to its end may never be told as given: not for ever."""
        with self.changed:
            self.changed.wait_for(lambda: self.number <= 0, PATIENCE)
