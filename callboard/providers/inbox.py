"""The inbox: webhooks are stored at once and worked through by the worker.

A delivery is claimed by pushing its `next_at` into the future (the lease) and worked through in one
transaction with what it changes. A worker that dies leaves it pending; it comes up again when the
lease has run out, and working it through twice changes nothing.
"""

import hashlib
import logging
from datetime import datetime, timedelta

from django.db import connection as database
from django.db import transaction
from django.utils import timezone

from callboard.agents.models import Connection
from callboard.providers import merge
from callboard.providers.events import BadBody, CallEvent
from callboard.providers.models import Delivery, DeliveryState
from callboard.providers.registry import adapter_for
from callboard.tenancy import scope, steps

log = logging.getLogger(__name__)

BATCH = 20
LEASE = timedelta(seconds=60)
TRIES = 5
BACKOFF = timedelta(seconds=5)


def store(connection: Connection, event: CallEvent, body: bytes, received_at: datetime) -> bool:
    """Keeps a verified webhook; commits before it returns. False for one that is here already.

    One that failed and comes again is worked through again.
    """
    key = hashlib.sha256(event.dedupe_key.encode()).hexdigest()
    delivery = Delivery(
        agency_id=connection.agency_id,
        connection=connection,
        event_type=event.event_type,
        external_call_id=event.external_call_id,
        dedupe_key=key,
        body=body,
        received_at=received_at,
        next_at=received_at,
    )
    with transaction.atomic():
        before = Delivery.objects.filter(connection=connection, dedupe_key=key)
        Delivery.objects.bulk_create([delivery], ignore_conflicts=True)
        mine = before.filter(public_id=delivery.public_id).exists()
        if not mine:
            before.filter(state=DeliveryState.FAILED).update(
                state=DeliveryState.PENDING, attempts=0, next_at=received_at
            )
        Connection.objects.filter(pk=connection.pk).update(last_event_at=received_at)
    return mine


def drain_once() -> bool:
    """Claims and works through one batch, oldest first; False when there was nothing to do."""
    with scope.crossing_agencies("the worker drains the inbox of every agency"):
        claimed = _claim(timezone.now())
    steps.reached("inbox.claimed")
    for pk, agency_id in claimed:
        with scope.agency(agency_id):
            _work(pk)
    return bool(claimed)


def _claim(now: datetime) -> list[tuple[int, int]]:
    with transaction.atomic():
        waiting = Delivery.objects.filter(state=DeliveryState.PENDING, next_at__lte=now)
        if database.vendor == "postgresql":
            waiting = waiting.select_for_update(skip_locked=True)
        rows = list(waiting.order_by("next_at", "id").values_list("pk", "agency_id")[:BATCH])
        Delivery.objects.filter(pk__in=[pk for pk, _agency in rows]).update(next_at=now + LEASE)
    return rows


def _work(pk: int) -> None:
    try:
        with transaction.atomic():
            delivery = Delivery.objects.select_related("connection").get(pk=pk)
            if delivery.state != DeliveryState.PENDING:
                return
            adapter = adapter_for(delivery.connection.provider)
            for event in adapter.parse(bytes(delivery.body), delivery.received_at):
                if isinstance(event, CallEvent):
                    merge.apply(event, delivery.connection, delivery.received_at)
            steps.reached("inbox.merged")
            Delivery.objects.filter(pk=pk).update(state=DeliveryState.DONE, error="")
        steps.reached("inbox.done")
    except (BadBody, ArithmeticError, LookupError, TypeError, ValueError) as error:
        # A body that we cannot work through must not hold up the ones behind it. Faults of the
        # database go to the worker's loop.
        log.warning("A delivery could not be worked through: %s", type(error).__name__)
        _put_back(pk, f"{type(error).__name__}")


def _put_back(pk: int, reason: str) -> None:
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=pk)
        tries = delivery.attempts + 1
        Delivery.objects.filter(pk=pk).update(
            attempts=tries,
            error=reason,
            state=DeliveryState.FAILED if tries >= TRIES else DeliveryState.PENDING,
            next_at=timezone.now() + BACKOFF * 2**tries,
        )
