"""All that is known of the calls, to be compared; and how to make it not have happened."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from callboard.bookings.models import Booking
from callboard.calls.models import Call, DailyCalls, Recording, Transcript
from callboard.calls.tool_uses import kept_of

OURS = {"id", "public_id", "created_at", "changed_at"}


def of_calls() -> dict[str, Any]:
    """Each call's row by its external id, with its transcript, tools, bookings and recording, and
    the roll-up.
    """
    found: dict[str, Any] = {"numbers": counted()}
    for call in Call.objects.order_by("external_id"):
        recording = Recording.objects.filter(call=call).first()
        found[call.external_id] = {
            **_facts(call),
            "turns": [one.turns for one in Transcript.objects.filter(call=call)],
            "tools": kept_of(call),
            "bookings": [_facts(one) for one in call.bookings.order_by("external_id")],
            "recording": recording and (recording.state, recording.sources),
        }
    return found


def _facts(row: Call | Booking) -> dict[str, Any]:
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in OURS and field.attname != "call_id"
    }


def counted() -> dict[tuple[Any, ...], tuple[int, int]]:
    """The roll-up without its empty rows: (client, day, result) -> (calls, milliseconds)."""
    return {
        (row.client_id, row.day, row.result): (row.calls, row.duration_ms)
        for row in DailyCalls.objects.all()
        if (row.calls, row.duration_ms) != (0, 0)
    }


def recounted() -> dict[tuple[Any, ...], tuple[int, int]]:
    """The same, from the calls themselves."""
    calls, lengths = Counter[tuple[Any, ...]](), Counter[tuple[Any, ...]]()
    for call in Call.objects.shown_to_client().select_related("client"):
        assert call.client is not None
        day = call.started_at.astimezone(ZoneInfo(call.client.time_zone)).date()
        key = (call.client_id, day, call.result)
        calls[key] += 1
        lengths[key] += call.duration_ms or 0
    return {key: (calls[key], lengths[key]) for key in calls}


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
