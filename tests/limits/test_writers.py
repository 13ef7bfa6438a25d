"""Many who write at once to SQLite wait for each other; nobody is told that it is locked."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection

from callboard.limits.limit import Limit
from tests.processes import Installation

WRITERS, EACH = 20, 15
COUNTED = Limit("written", 10_000, timedelta(hours=1))


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_o131_twenty_writers_at_once(installation: Installation) -> None:
    faults: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(EACH):
                COUNTED.hit("all of them")
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    writers = [Thread(target=write) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert faults == []
    assert COUNTED.standing("all of them").hits == WRITERS * EACH
