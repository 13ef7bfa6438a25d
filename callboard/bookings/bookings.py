"""What people do to bookings: each act with its entry in the record.

The record tells times and marks, and of a person's name, number and notes only that they changed:
it can never be erased, and they may have to be.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.bookings import booked
from callboard.bookings.models import Booking, Source
from callboard.calls import daily
from callboard.calls.models import Call

_TOLD = ("starts_at", "ends_at", "in_calendar")


@dataclass(frozen=True, slots=True)
class BookingFacts:
    """What a person can say of a booking. Times are aware, `phone` in E.164 where it can be."""

    starts_at: datetime
    ends_at: datetime | None
    name: str
    phone: str
    service: str
    notes: str
    in_calendar: bool


def add(client: Client, facts: BookingFacts, *, by: Actor, at: datetime | None = None) -> Booking:
    """One that was made without the assistant."""
    now = at or timezone.now()
    with transaction.atomic():
        booking = Booking.objects.create(
            agency_id=client.agency_id,
            client=client,
            source=Source.HAND,
            by_hand=sorted(asdict(facts)),
            added_by=by.name[:200],
            created_at=now,
            changed_at=now,
            **asdict(facts),
        )
        _record("booking.added", booking, by, now, after=_told(booking))
    return booking


def change(
    booking: Booking, facts: BookingFacts, *, by: Actor, at: datetime | None = None
) -> Booking:
    """What was changed stays so, whatever is told of the call afterwards."""
    now = at or timezone.now()
    with _held(booking) as row:
        before = _told(row)
        changed = [name for name, value in asdict(facts).items() if getattr(row, name) != value]
        if changed:
            _write(row, by, now, **{name: getattr(facts, name) for name in changed})
            after = {**_told(row), "changed": changed}
            _record("booking.changed", row, by, now, before=before, after=after)
    return row


def cancel(booking: Booking, *, by: Actor, at: datetime | None = None) -> None:
    now = at or timezone.now()
    _mark(booking, "booking.cancelled", by, now, cancelled_at=now)


def reinstate(booking: Booking, *, by: Actor) -> None:
    """It was not cancelled after all."""
    _mark(booking, "booking.reinstated", by, timezone.now(), cancelled_at=None)


def miss(booking: Booking, *, by: Actor, at: datetime | None = None) -> bool:
    """Nobody came. False before the booking has begun."""
    now = at or timezone.now()
    if not booking.has_begun(now):
        return False
    _mark(booking, "booking.missed", by, now, no_show_at=now)
    return True


def unmiss(booking: Booking, *, by: Actor) -> None:
    """Somebody came after all."""
    _mark(booking, "booking.miss_undone", by, timezone.now(), no_show_at=None)


def enter(booking: Booking, *, by: Actor, at: datetime | None = None) -> None:
    """Somebody has added it to the calendar."""
    _mark(booking, "booking.entered", by, at or timezone.now(), in_calendar=True)


def unenter(booking: Booking, *, by: Actor) -> None:
    """It is not in the calendar."""
    _mark(booking, "booking.entry_undone", by, timezone.now(), in_calendar=False)


@contextmanager
def _held(booking: Booking) -> Iterator[Booking]:
    """The booking as it is now, held until the transaction ends, and afterwards what its call came
    to. In the order in which a telling holds them: call, client, booking.
    """
    with transaction.atomic():
        calls = Call.objects.select_for_update(of=("self",), no_key=True).select_related("agent")
        call = calls.filter(pk=booking.call_id).first() if booking.call_id else None
        if call is not None:
            clients = daily.hold([call.client_id])
            call.client = clients.get(call.client_id) if call.client_id else None
        row = Booking.objects.select_for_update().get(pk=booking.pk)
        yield row
        if call is not None:
            booked.tell(call)


def _mark(booking: Booking, act: str, by: Actor, at: datetime, **marks: Any) -> None:
    """Writes nothing where it stands so already: what was pressed twice was done once."""
    with _held(booking) as row:
        (name, value), *_ = marks.items()
        known = getattr(row, name)
        if known == value or (value is not None and name.endswith("_at") and known is not None):
            return
        _write(row, by, at, **marks)
        _record(act, row, by, at, after={"starts_at": row.starts_at.isoformat()})


def _write(row: Booking, by: Actor, at: datetime, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.by_hand = sorted({*row.by_hand, *values})
    row.changed_by, row.changed_at = by.name[:200], at
    row.save(update_fields=[*values, "by_hand", "changed_by", "changed_at"])


def _told(booking: Booking) -> dict[str, Any]:
    values = {name: getattr(booking, name) for name in _TOLD}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def _record(act: str, booking: Booking, by: Actor, at: datetime, **facts: Any) -> None:
    about = f"booking:{booking.public_id}"
    record(
        act,
        agency_id=booking.agency_id,
        client_id=booking.client_id,
        by=by,
        about=about,
        at=at,
        **facts,
    )
