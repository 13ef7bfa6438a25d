"""Who of the agency opened which transcript: one entry of the record for each person, call and day.

Its client's people are not written down here: it is their call."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls.models import Call
from callboard.limits.limit import Limit
from callboard.people.models import User

OPENING = Limit("opening a transcript", 1, timedelta(days=1))


def note(user: User, call: Call, *, by: Actor, at: datetime | None = None) -> None:
    """Every time after the first costs one look-up by key, and of two first ones one writes."""
    now = at or timezone.now()
    whose = (user.agency_id, user.pk, call.pk)
    if OPENING.standing(*whose, at=now).full:
        return
    with transaction.atomic():
        if OPENING.hit(*whose, at=now).exceeded:
            return
        record(
            "transcript.opened",
            agency_id=call.agency_id,
            client_id=call.client_id,
            by=by,
            about=f"call:{call.public_id}",
            at=now,
        )
