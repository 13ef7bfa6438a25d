"""Queued tasks: none lost, none for ever."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from callboard.tenancy import scope
from callboard.worker import tasks
from callboard.worker.models import Heartbeat
from tests.worker.jobs import fail, mark, marks

pytestmark = pytest.mark.django_db


def beat(worker_id: str, ago: timedelta = timedelta()) -> None:
    now = timezone.now()
    Heartbeat.objects.update_or_create(
        worker_id=worker_id, defaults={"beat_at": now - ago, "started_at": now}
    )


def due_now() -> None:
    past = timezone.now() - timedelta(seconds=1)
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=past)


def test_a_task_runs_once_and_in_no_scope() -> None:
    mark.enqueue("one")
    with scope.crossing_agencies("as if a loop had left one open"):
        assert tasks.run_one("w1")
    assert not tasks.run_one("w1")
    assert (marks("one"), marks("in a scope")) == (1, 0)


def test_a_task_of_a_dead_worker_is_tried_again() -> None:
    mark.enqueue("lost")
    beat("dead", ago=timedelta(seconds=31))
    tasks._claim("dead")
    assert not tasks.run_one("w2")
    assert tasks.requeue_lost(timezone.now()) == 1
    due_now()
    assert tasks.run_one("w2")
    assert marks("lost") == 1


def test_a_task_of_a_living_worker_is_left_alone() -> None:
    mark.enqueue("held")
    beat("alive")
    tasks._claim("alive")
    assert tasks.requeue_lost(timezone.now()) == 0


def test_o142_after_five_tries_a_task_is_parked_and_the_queue_goes_on() -> None:
    fail.enqueue("bad")
    for tries in range(5):
        due_now()
        assert tasks.run_one("w1"), tries
    due_now()
    assert not tasks.run_one("w1")
    assert marks("bad") == 5
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED
    mark.enqueue("next")
    assert tasks.run_one("w1")
    assert marks("next") == 1


def test_a_failed_task_waits_longer_each_time() -> None:
    fail.enqueue("bad")
    waits = []
    for _ in range(3):
        due_now()
        tasks.run_one("w1")
        waits.append(DBTaskResult.objects.get().run_after - timezone.now())
    assert waits == sorted(waits)
    assert waits[0] > timedelta(seconds=9)
