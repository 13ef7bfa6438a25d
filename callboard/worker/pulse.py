import time

from django.db import transaction
from django.utils import timezone

from callboard.worker import tasks
from callboard.worker.models import Heartbeat
from callboard.worker.models.heartbeat import DEAD_AFTER

GAP = 15.0


class Pulse:
    """Says that this worker lives, and takes the tasks of the dead back into the queue.

    It judges others only when it has beaten without a gap for as long as the dead are silent: after
    a database that was away, everybody's heartbeat is old, and the living need a moment.
    """

    def __init__(self, worker_id: str) -> None:
        self._worker_id = worker_id
        self._steady_since = self._last = time.monotonic()

    def step(self) -> bool:
        self.beat()
        if self._may_judge():
            tasks.requeue_lost(timezone.now())
        return False

    def beat(self) -> None:
        now = timezone.now()
        with transaction.atomic():
            Heartbeat.objects.update_or_create(
                worker_id=self._worker_id,
                defaults={"beat_at": now},
                create_defaults={"beat_at": now, "started_at": now},
            )
        self._notice(time.monotonic())

    def _may_judge(self) -> bool:
        return self._last - self._steady_since >= DEAD_AFTER.total_seconds()

    def _notice(self, at: float) -> None:
        if at - self._last > GAP:
            self._steady_since = at
        self._last = at
