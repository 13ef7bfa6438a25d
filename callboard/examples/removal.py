"""Taking example calls away again, with all that hangs on them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents.models import Connection
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.bookings.models import Booking
from callboard.calls import storage
from callboard.calls.models import Call, Recording
from callboard.examples import line
from callboard.examples.models import ExampleCall
from callboard.people import departures
from callboard.providers.models import Delivery
from callboard.providers.simulator import sounds


def remove_all(client: Client, *, by: Actor, at: datetime | None = None) -> int:
    """Every example of this client, also one that still rings; answers how many there were."""
    now = at or timezone.now()
    with transaction.atomic():
        departures.must_act("remove_examples", by, "agents.edit")
        rows = ExampleCall.objects.select_for_update().filter(client=client)
        ids = list(rows.values_list("public_id", flat=True))
        if not ids:
            return 0
        ExampleCall.objects.filter(public_id__in=ids).delete()
        if known := line.known():
            forget(known, ids)
        record(
            "call.examples_removed",
            agency_id=client.agency_id,
            client_id=client.pk,
            by=by,
            about=f"client:{client.public_id}",
            after={"calls": len(ids)},
            at=now,
        )
    return len(ids)


def forget(connection: Connection, call_ids: Sequence[str]) -> None:
    """What was told of these calls, and the calls. The inbox first: whoever works one through at
    this moment is waited for, and what they made is found afterwards.
    """
    with transaction.atomic():
        Delivery.objects.filter(connection=connection, external_call_id__in=call_ids).delete()
        calls = Call.objects.filter(connection=connection, external_id__in=call_ids)
        recordings = Recording.objects.filter(call__in=calls).exclude(file="")
        files = list(recordings.values_list("file", flat=True))
        Booking.objects.filter(call__in=calls).delete()
        calls.delete()
        transaction.on_commit(lambda: _remove_files(connection, call_ids, files))


def _remove_files(connection: Connection, call_ids: Sequence[str], files: Sequence[str]) -> None:
    for file in files:
        storage.remove(file)
    for call_id in call_ids:
        sounds.forget(connection, call_id)
