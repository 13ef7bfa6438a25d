"""`callboard worker`: sends mail, works through the inbox, runs tasks, and says that it lives."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from types import FrameType

from django.db import transaction
from django.utils import timezone

from callboard.mail import delivery
from callboard.mail.transport import Sender
from callboard.providers import inbox
from callboard.tenancy.public_id import new_public_id
from callboard.worker import housekeeping, tasks
from callboard.worker.loop import Loop
from callboard.worker.models import Heartbeat

log = logging.getLogger(__name__)

SENDERS = 4
BEAT = 5.0
# Nobody waits for these within a second, as they do for a call.
LEISURE = 0.5
HOUR = 3600.0
# How long a step in hand may take after the worker was asked to end.
GRACE = 25.0


def work() -> None:
    """Runs until SIGTERM or SIGINT, then finishes what is in hand."""
    stop = threading.Event()
    _stop_on_signal(stop)
    worker_id = f"{socket.gethostname()[:30]}:{os.getpid()}:{new_public_id()}"
    loops = _loops(worker_id, stop)
    for loop in loops:
        loop.start()
    log.info("The worker is running.")
    stop.wait()
    for loop in loops:
        loop.join(GRACE)
    Heartbeat.objects.filter(worker_id=worker_id).delete()
    log.info("The worker has ended.")


def _loops(worker_id: str, stop: threading.Event) -> list[Loop]:
    beats = Loop("heartbeat", lambda: _beat(worker_id), stop, idle=BEAT)
    _beat(worker_id)  # before the first task is claimed in this worker's name
    return [
        beats,
        Loop("inbox", inbox.drain_once, stop),
        Loop("tasks", lambda: tasks.run_one(worker_id), stop, idle=LEISURE),
        *(
            Loop(f"mail {n}", _sending(f"{worker_id}:{n}"), stop, idle=LEISURE)
            for n in range(SENDERS)
        ),
        Loop("lost tasks", _requeue_lost, stop, idle=BEAT),
        Loop("housekeeping", _tidy, stop, idle=HOUR),
    ]


def _beat(worker_id: str) -> bool:
    now = timezone.now()
    with transaction.atomic():
        Heartbeat.objects.update_or_create(
            worker_id=worker_id,
            defaults={"beat_at": now},
            create_defaults={"beat_at": now, "started_at": now},
        )
    return False


def _sending(owner: str) -> Callable[[], bool]:
    """One sender thread with a connection of its own."""
    sender = Sender()

    def step() -> bool:
        return delivery.drain_once(owner, sender)

    return step


def _requeue_lost() -> bool:
    tasks.requeue_lost(timezone.now())
    return False


def _tidy() -> bool:
    housekeeping.tidy(timezone.now())
    return False


def _stop_on_signal(stop: threading.Event) -> None:
    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask)
    signal.signal(signal.SIGINT, ask)
