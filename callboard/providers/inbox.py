"""The inbox: webhooks are stored at once and worked through by the worker.

A delivery is claimed by pushing its `next_at` into the future (the lease), one at a time, and
worked through in one transaction with what it changes. A worker that dies leaves it pending; it
comes up again when the lease has run out, and holds up nothing else until then.
"""

import hashlib
import logging
import time
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from callboard.agents.models import Connection
from callboard.providers import merge, setbacks
from callboard.providers.events import CallEvent
from callboard.providers.models import Delivery, DeliveryState
from callboard.providers.registry import adapter_for
from callboard.tenancy import one_writer, scope, steps

log = logging.getLogger(__name__)

BATCH = 20
LEASE = timedelta(seconds=10)
# A webhook is stored so soon after it was received.
SETTLED = timedelta(hours=1)


def store(connection: Connection, event: CallEvent, body: bytes, received_at: datetime) -> bool:
    """Keeps a verified webhook; committed when it returns. False for one that is here already.

    One that was parked and comes again is worked through again, with the new body.
    """
    delivery = Delivery(
        agency_id=connection.agency_id,
        connection=connection,
        event_type=event.event_type,
        external_call_id=event.external_call_id,
        dedupe_key=hashlib.sha256(event.dedupe_key.encode()).hexdigest(),
        body=body,
        received_at=received_at,
        next_at=received_at,
    )
    with transaction.atomic():
        Delivery.objects.bulk_create([delivery], ignore_conflicts=True)
        kept = Delivery.objects.defer("body").get(
            connection=connection, dedupe_key=delivery.dedupe_key
        )
        if kept.state == DeliveryState.FAILED:
            kept.body, kept.state, kept.attempts = body, DeliveryState.PENDING, 0
            kept.next_at = received_at
            kept.save()
    steps.reached("inbox.stored")
    return bool(kept.public_id == delivery.public_id)


def drain_once(*, now: datetime | None = None) -> bool:
    """Works through at most a batch, longest waiting first; False when there was nothing to do."""
    for number in range(BATCH):
        at = now or timezone.now()
        claimed = _claim(at)
        if claimed is None:
            return number > 0
        steps.reached("inbox.claimed")
        pk, agency_id = claimed
        began = time.monotonic()
        with scope.agency(agency_id):
            _work(pk, at)
        one_writer.rest(time.monotonic() - began)
    return True


def told_until(now: datetime) -> datetime:
    """Whatever came in before is worked through, at the agency whose scope is open."""
    oldest = Delivery.objects.undone().aggregate(at=Min("received_at"))["at"]
    return min(now - SETTLED, oldest or now)


def _claim(now: datetime) -> tuple[int, int] | None:
    with (
        scope.crossing_agencies("the worker drains the inbox of every agency"),
        transaction.atomic(),
    ):
        waiting = Delivery.objects.waiting(now).select_for_update(skip_locked=True)
        first: tuple[int, int] | None = waiting.values_list("pk", "agency_id").first()
        if first is not None:
            Delivery.objects.filter(pk=first[0]).update(next_at=now + LEASE)
    return first


def _work(pk: int, now: datetime) -> None:
    try:
        with transaction.atomic():
            _merge(pk)
        steps.reached("inbox.done")
    except Exception as fault:
        if setbacks.is_of_the_database(fault):
            raise  # the worker's loop waits until it is back; this one is not to blame
        # Whatever it is, it must not hold up the ones behind it. Only the name: the message may
        # quote the body.
        log.warning("A delivery could not be worked through: %s", type(fault).__name__)
        setbacks.put_back(pk, type(fault).__name__, now)


def _merge(pk: int) -> None:
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("connection__agency")
    # Locked and looked at again: its lease may have run out while somebody was still at it.
    delivery = rows.filter(pk=pk, state=DeliveryState.PENDING).first()
    if delivery is None:
        return
    adapter = adapter_for(delivery.connection.provider)
    for event in adapter.parse(delivery.body, delivery.received_at):
        if isinstance(event, CallEvent):
            merge.apply(event, delivery.connection, delivery.received_at)
    steps.reached("inbox.merged")
    Delivery.objects.filter(pk=pk).update(state=DeliveryState.DONE, error="")
