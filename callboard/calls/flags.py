"""Flagging a call: the client's team and the agency see that somebody wants it looked at."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls.models import Call
from callboard.people.models import User

# Who else is told of a flag; those who tell the agency stand above.
_told_of_flags: list[Callable[[Call, User], None]] = []


def when_flagged(tell: Callable[[Call, User], None]) -> None:
    """`tell` is called in the transaction that writes it down, with who put it there."""
    _told_of_flags.append(tell)


def flag(call: Call, user: User, *, by: Actor, at: datetime | None = None) -> None:
    """One that has a flag keeps it, with who put it there."""
    now = at or timezone.now()
    rows = Call.objects.filter(pk=call.pk, flagged_at__isnull=True)
    with transaction.atomic():
        if rows.update(flagged_at=now, flagged_by=user):
            _record("call.flagged", call, by, now)
            for tell in _told_of_flags:
                tell(call, user)


def unflag(call: Call, *, by: Actor) -> None:
    rows = Call.objects.filter(pk=call.pk, flagged_at__isnull=False)
    with transaction.atomic():
        if rows.update(flagged_at=None, flagged_by=None):
            _record("call.unflagged", call, by, timezone.now())


def _record(act: str, call: Call, by: Actor, at: datetime) -> None:
    about = f"call:{call.public_id}"
    record(act, agency_id=call.agency_id, client_id=call.client_id, by=by, about=about, at=at)
