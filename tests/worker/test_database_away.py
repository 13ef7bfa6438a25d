"""The worker outlives a database that hung up on it."""

import pytest
from django.db import connection

from callboard.worker.models import Heartbeat
from tests.processes import Installation, until
from tests.worker.jobs import mark, marks

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_o137_it_connects_again_by_itself(installation: Installation) -> None:
    installation.start("worker")
    until(Heartbeat.objects.exists, "the worker's first heartbeat")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    mark.enqueue("afterwards")
    until(lambda: marks("afterwards"), "the task was run", deadline=10)
    assert installation.running[0].poll() is None
