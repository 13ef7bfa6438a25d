from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models

# A worker beats every five seconds; one that was silent for this long is taken for dead.
DEAD_AFTER = timedelta(seconds=30)


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def alive(self, now: datetime) -> Self:
        return self.filter(beat_at__gt=now - DEAD_AFTER)


class Heartbeat(models.Model):
    """One worker process: the sign that it lives."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["beat_at"], name="worker_heartbeat_beat")]

    def __str__(self) -> str:
        return self.worker_id
