"""Running the queued tasks, so that none is lost to a `kill -9` and none is tried for ever.

django-tasks-db keeps the queue in the database; what it lacks is here: a task whose worker died is
put back, one that failed is tried again after a while, and after five tries it stays failed and is
told (`/readyz`, `callboard doctor`)."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from callboard.tenancy import scope, steps
from callboard.worker.models import Heartbeat

log = logging.getLogger(__name__)

TRIES = 5
BACKOFF = timedelta(seconds=10)


def run_one(worker_id: str) -> bool:
    """Claims and runs one due task; False when there was none."""
    claimed = _claim(worker_id)
    if claimed is None:
        return False
    steps.reached("task.claimed")
    _run(claimed)
    return True


def requeue_lost(now: datetime) -> int:
    """Puts back the running tasks whose worker is dead; returns how many."""
    # The tasks first: a worker that begins between the two questions beats before it claims.
    running = list(DBTaskResult.objects.running())
    alive = set(Heartbeat.objects.alive(now).values_list("worker_id", flat=True))
    return sum(
        _put_back(task, now)
        for task in running
        if not (task.worker_ids and task.worker_ids[-1] in alive)
    )


def put_back(worker_id: str, now: datetime) -> int:
    """Puts back what still runs in the name of this worker, which is doing nothing: the database
    went away before it could be told how the task ended. Returns how many.
    """
    running = list(DBTaskResult.objects.running())
    return sum(_put_back(task, now) for task in running if task.worker_ids[-1:] == [worker_id])


def _claim(worker_id: str) -> DBTaskResult[Any, Any] | None:
    with transaction.atomic():
        due = DBTaskResult.objects.ready().order_by("-priority", "run_after", "enqueued_at")
        if connection.vendor == "postgresql":
            due = due.select_for_update(skip_locked=True)
        task = due.first()
        if task is not None:
            task.claim(worker_id)
    return task


def _run(row: DBTaskResult[Any, Any]) -> None:
    try:
        task = row.task
        arguments = row.args_kwargs
        with scope.wiped():
            task.call(*arguments["args"], **arguments["kwargs"])
    except Exception as fault:
        log.exception("Task %s failed", row.task_path)
        # Together: dying between the two would leave it failed after one try.
        with transaction.atomic():
            if _is_ours(row):
                row.set_failed(fault)
                steps.reached("task.failed")
                _again(row, timezone.now())
        return
    steps.reached("task.done")
    with transaction.atomic():
        if _is_ours(row):
            row.set_successful(None)


def _is_ours(row: DBTaskResult[Any, Any]) -> bool:
    """Nobody took us for dead and put the task back while we were at it."""
    rows = DBTaskResult.objects.running().select_for_update()
    return rows.filter(pk=row.pk, started_at=row.started_at).first() is not None


def _put_back(row: DBTaskResult[Any, Any], now: datetime) -> int:
    log.warning("Task %s was cut off; it is tried again.", row.task_path)
    return _again(row, now)


def _again(row: DBTaskResult[Any, Any], now: datetime) -> int:
    """Ready again after a while that grows with the tries; parked as failed after the last.

    Does nothing to a row that somebody claimed or put back since.
    """
    tries = len(row.worker_ids)
    status = TaskResultStatus.READY if tries < TRIES else TaskResultStatus.FAILED
    later = now + BACKOFF * 2 ** max(0, tries - 1)
    same = DBTaskResult.objects.filter(pk=row.pk, status=row.status, started_at=row.started_at)
    return same.update(status=status, run_after=later, finished_at=None if tries < TRIES else now)
