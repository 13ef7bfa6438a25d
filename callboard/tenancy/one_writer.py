"""SQLite has one writer and no queue: who waits looks again now and then. Long work without pauses
kept a webhook waiting for 14 s.
"""

import time

from django.db import connection

LONGEST_REST = 0.05


def rest(took: float) -> None:
    """After a transaction that took so many seconds. Inside one a pause makes no room."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(min(took, LONGEST_REST))
