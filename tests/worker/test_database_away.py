"""The worker outlives a database that hung up on it."""

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from callboard.worker.models import Heartbeat
from tests.processes import Installation, until
from tests.worker.jobs import hang_up, mark, marks

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


def test_o137_a_task_that_was_cut_off_is_not_left_running(installation: Installation) -> None:
    """The worker lives on, so nobody else would ever take the task for lost."""
    hang_up.enqueue("precious")
    installation.start("worker")
    until(lambda: marks("precious"), "the task began")
    until(lambda: not DBTaskResult.objects.running().exists(), "it was put back", deadline=10)
    DBTaskResult.objects.update(run_after=timezone.now())
    until(lambda: DBTaskResult.objects.successful().exists(), "the task was done", deadline=10)
    assert marks("precious") == 2
