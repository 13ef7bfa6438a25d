"""Bringing a call's bookings up to what its tools say: the same ones in whatever order it is told.

They follow from the kept tool uses, the agent's meanings and the call alone, and are found again by
the tool use that asked for them; so a second telling makes no second booking. What a person wrote
into one stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from callboard.agents.booking_tools import BookingTools
from callboard.bookings import attempts, booked
from callboard.bookings.attempts import Attempt
from callboard.bookings.models import Booking, Source
from callboard.calls import tool_uses
from callboard.calls.models import Call


@dataclass(frozen=True, slots=True)
class _Row:
    """A booking as it should stand, but for what is written by hand."""

    key: str
    values: dict[str, Any]


def settle(call: Call, *, at: datetime | None = None) -> None:
    """Writes the bookings, and into `call` (unsaved) whether one was made in it. Runs inside the
    transaction that holds the call and its client, both read with it.
    """
    now = at or timezone.now()
    wanted = {row.key: row for row in _wanted(call)}
    known = {
        booking.external_id: booking
        for booking in Booking.objects.select_for_update().filter(call=call, source=Source.TOOL)
    }
    for key, booking in known.items():
        if key in wanted:
            _bring_up(booking, wanted.pop(key), now)
        elif booking.by_hand and call.client_id is not None:
            # Nobody tells of it any more, but somebody has seen to it. It stays with its call.
            _write(booking, _of_call(call), now)
        else:
            booking.delete()
    Booking.objects.bulk_create([_new(call, row, now) for row in wanted.values()])
    call.has_booking = booked.made_in(call)


def follow(call: Call) -> None:
    """The same, of a call that may have used no tool."""
    if tool_uses.are_kept(call):
        settle(call)


def _wanted(call: Call) -> Sequence[_Row]:
    if call.client is None:
        return ()
    tools, zone = BookingTools.of(call.agent), ZoneInfo(call.client.time_zone)
    found = attempts.made_by(tool_uses.kept_of(call), tools, zone)
    return [_Row(attempt.key, _values(attempt, call)) for attempt in found]


def _values(attempt: Attempt, call: Call) -> dict[str, Any]:
    """Whoever is not named, or named without a number, is the caller."""
    return {
        "starts_at": attempt.starts_at,
        "ends_at": attempt.ends_at,
        "name": attempt.name or call.caller_name,
        "phone": attempt.phone or call.other_number,
        "service": attempt.service,
        "notes": attempt.notes,
        "at_ms": attempt.at_ms,
        "at_turn": attempt.at_turn,
        "in_calendar": attempt.in_calendar,
        **_of_call(call),
    }


def _of_call(call: Call) -> dict[str, Any]:
    return {
        "client_id": call.client_id,
        "agent_id": call.agent_id,
        "kept_aside": call.kept_aside,
        "is_example": call.is_example,
    }


def _new(call: Call, row: _Row, now: datetime) -> Booking:
    return Booking(
        agency_id=call.agency_id,
        call=call,
        source=Source.TOOL,
        external_id=row.key,
        created_at=now,
        changed_at=now,
        **row.values,
    )


def _bring_up(booking: Booking, row: _Row, now: datetime) -> None:
    told = {name: value for name, value in row.values.items() if name not in booking.by_hand}
    _write(booking, told, now)


def _write(booking: Booking, values: dict[str, Any], now: datetime) -> None:
    changed = {name: value for name, value in values.items() if getattr(booking, name) != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(booking, name, value)
    booking.changed_at = now
    booking.save(update_fields=[*changed, "changed_at"])
