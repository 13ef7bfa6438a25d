"""How much is waiting, and for how long: numbers over all agencies."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Min
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from callboard.mail.models import MailState, OutgoingEmail
from callboard.providers.models import Delivery, DeliveryState
from callboard.tenancy import scope


def numbers() -> dict[str, Any]:
    """`queue`, `inbox` and `mail`; `oldest_seconds` is how long the first of them has been due."""
    now = timezone.now()
    with scope.crossing_agencies("the operator sees how much is waiting in all"):
        return {"queue": _queue(now), "inbox": _inbox(now), "mail": _mail(now)}


def _queue(now: datetime) -> dict[str, int]:
    rows = DBTaskResult.objects.values("status").order_by("status").annotate(n=Count("pk"))
    by_status = {row["status"]: row["n"] for row in rows}
    due = DBTaskResult.objects.ready().aggregate(first=Min("enqueued_at"))["first"]
    return {
        "ready": by_status.get(TaskResultStatus.READY, 0),
        "running": by_status.get(TaskResultStatus.RUNNING, 0),
        "failed": by_status.get(TaskResultStatus.FAILED, 0),
        "oldest_seconds": _seconds(due, now),
    }


def _inbox(now: datetime) -> dict[str, int]:
    rows = Delivery.objects.exclude(state=DeliveryState.DONE).values("state").order_by("state")
    by_state = {row["state"]: row["n"] for row in rows.annotate(n=Count("pk"))}
    waiting = Delivery.objects.filter(state=DeliveryState.PENDING)
    return {
        "pending": by_state.get(DeliveryState.PENDING, 0),
        "failed": by_state.get(DeliveryState.FAILED, 0),
        "oldest_seconds": _seconds(waiting.aggregate(first=Min("received_at"))["first"], now),
    }


def _mail(now: datetime) -> dict[str, int]:
    waiting = OutgoingEmail.objects.filter(
        state__in=[MailState.QUEUED, MailState.SENDING, MailState.DELAYED]
    )
    rows = OutgoingEmail.objects.values("state").order_by("state").annotate(n=Count("pk"))
    by_state = {row["state"]: row["n"] for row in rows}
    return {
        "waiting": sum(by_state.get(s, 0) for s in (MailState.QUEUED, MailState.SENDING)),
        "delayed": by_state.get(MailState.DELAYED, 0),
        "failed": by_state.get(MailState.FAILED, 0),
        "oldest_seconds": _seconds(waiting.aggregate(first=Min("next_at"))["first"], now),
    }


def _seconds(since: datetime | None, now: datetime) -> int:
    return max(0, int((now - since).total_seconds())) if since else 0
