"""Queued tasks: none lost, none for ever."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from callboard.tenancy import scope
from callboard.worker import tasks
from callboard.worker.models import Heartbeat
from callboard.worker.pulse import Pulse
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


def test_a_worker_taken_for_dead_does_not_overwrite_what_came_after() -> None:
    mark.enqueue("slow")
    beat("stalled", ago=timedelta(seconds=31))
    stalled = tasks._claim("stalled")
    assert stalled
    tasks.requeue_lost(timezone.now())
    due_now()
    beat("w2")
    again = tasks._claim("w2")
    assert again
    tasks._run(stalled)
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING
    tasks._run(again)
    row = DBTaskResult.objects.get()
    assert (row.status, row.worker_ids) == (TaskResultStatus.SUCCESSFUL, ["stalled", "w2"])


def test_what_another_has_claimed_since_is_not_put_back() -> None:
    mark.enqueue("once")
    lost = tasks._claim("dead")
    assert lost
    tasks.requeue_lost(timezone.now())
    due_now()
    beat("w2")
    assert tasks._claim("w2")
    assert tasks._put_back(lost, timezone.now()) == 0


def test_a_worker_whose_step_broke_off_puts_its_own_task_back() -> None:
    mark.enqueue("cut off")
    beat("w1")
    tasks._claim("w1")
    assert tasks.put_back("w2", timezone.now()) == 0
    assert tasks.put_back("w1", timezone.now()) == 1


def test_after_a_database_that_was_away_the_living_get_a_moment() -> None:
    mark.enqueue("held")
    beat("other", ago=timedelta(minutes=1))
    tasks._claim("other")
    pulse = Pulse("w1")
    began = pulse._last
    for at in (10, 20, 30, 40):
        pulse._notice(began + at)
    assert pulse._may_judge()
    pulse._notice(began + 100)
    assert not pulse._may_judge()
    pulse.step()
    assert DBTaskResult.objects.running().count() == 1


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
