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
    alive = set(Heartbeat.objects.alive(now).values_list("worker_id", flat=True))
    lost = 0
    for task in DBTaskResult.objects.running():
        if task.worker_ids and task.worker_ids[-1] in alive:
            continue
        log.warning("The worker of task %s died; it is tried again.", task.task_path)
        lost += _again(task, now)
    return lost


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
        row.set_failed(fault)
        if len(row.worker_ids) < TRIES:
            _again(row, timezone.now())
        return
    steps.reached("task.done")
    row.set_successful(None)


def _again(row: DBTaskResult[Any, Any], now: datetime) -> int:
    """Ready again after a while that grows with the tries; parked as failed after the last."""
    tries = len(row.worker_ids)
    status = TaskResultStatus.READY if tries < TRIES else TaskResultStatus.FAILED
    later = now + BACKOFF * 2 ** max(0, tries - 1)
    return DBTaskResult.objects.filter(pk=row.pk, status=row.status).update(
        status=status, run_after=later, finished_at=None if tries < TRIES else now
    )
