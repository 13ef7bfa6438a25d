"""`callboard worker`: sends mail, works through the inbox, runs tasks, and says that it lives."""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from types import FrameType

from django.db import DatabaseError
from django.utils import timezone

from callboard.billing import periods
from callboard.calls import unheard
from callboard.mail import delivery
from callboard.mail.transport import Sender
from callboard.notices import telling
from callboard.payments import inbox as payments
from callboard.people import inviter_notices
from callboard.providers import inbox
from callboard.summaries import telling as summaries
from callboard.tenancy.public_id import new_public_id
from callboard.worker import housekeeping, tasks
from callboard.worker.loop import Loop
from callboard.worker.models import Heartbeat
from callboard.worker.pulse import Pulse

log = logging.getLogger(__name__)

SENDERS = 4
BEAT = 5.0
# Nobody waits for these within a second, as they do for a call.
LEISURE = 0.5
MINUTE = 60.0
HOUR = 3600.0
# How long the steps in hand may take after the worker was asked to end: less than it takes until
# others think it dead.
GRACE = 20.0


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
    until = time.monotonic() + GRACE
    for loop in loops:
        loop.join(max(0.0, until - time.monotonic()))
    _sign_off(worker_id)
    log.info("The worker has ended.")


def _loops(worker_id: str, stop: threading.Event) -> list[Loop]:
    pulse = Pulse(worker_id)
    pulse.beat()  # before the first task is claimed in this worker's name
    return [
        Loop("heartbeat", pulse.step, stop, idle=BEAT),
        Loop("inbox", inbox.drain_once, stop),
        Loop("tasks", _running(worker_id), stop, idle=LEISURE),
        *(
            Loop(f"mail {n}", _sending(f"{worker_id}:{n}"), stop, idle=LEISURE)
            for n in range(SENDERS)
        ),
        Loop("notices", _tell_calls, stop, idle=LEISURE),
        Loop("summaries", _tell_weeks, stop, idle=MINUTE),
        Loop("payments", payments.drain_once, stop, idle=LEISURE),
        Loop("expired invitations", _tell_expired, stop, idle=MINUTE),
        Loop("billed periods", _turn_periods, stop, idle=MINUTE),
        Loop("old recordings", unheard.take_up_one, stop, idle=MINUTE),
        Loop("housekeeping", _tidy, stop, idle=HOUR),
    ]


def _tell_calls() -> bool:
    return telling.drain_once(timezone.now())


def _turn_periods() -> bool:
    return periods.turn_due(timezone.now())


def _tell_weeks() -> bool:
    return summaries.drain_once(timezone.now())


def _tell_expired() -> bool:
    return inviter_notices.tell_expired(timezone.now())


def _running(worker_id: str) -> Callable[[], bool]:
    """One task at a time. After a step that broke off, what still runs in our name comes first:
    our heartbeat goes on, so nobody else takes it for lost.
    """
    broke_off = False

    def step() -> bool:
        nonlocal broke_off
        if broke_off:
            tasks.put_back(worker_id, timezone.now())
        broke_off = True
        busy = tasks.run_one(worker_id)
        broke_off = False
        return busy

    return step


def _sign_off(worker_id: str) -> None:
    """What we could not finish may be taken over at once."""
    try:
        Heartbeat.objects.filter(worker_id=worker_id).delete()
    except DatabaseError:
        log.warning("The database is away; this worker is taken for dead in half a minute.")


def _sending(owner: str) -> Callable[[], bool]:
    """One sender thread with a connection of its own."""
    sender = Sender()

    def step() -> bool:
        return delivery.drain_once(owner, sender)

    return step


def _tidy() -> bool:
    housekeeping.tidy(timezone.now())
    return False


def _stop_on_signal(stop: threading.Event) -> None:
    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask)
    signal.signal(signal.SIGINT, ask)
