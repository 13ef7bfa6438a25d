"""That somebody called a caller back: who and when, for the whole team."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls.models import Call
from callboard.people.models import User


def done(call: Call, user: User, *, by: Actor, at: datetime | None = None) -> bool:
    """False where a colleague was first; then theirs stays."""
    now = at or timezone.now()
    with transaction.atomic():
        hit = Call.objects.filter(pk=call.pk, called_back_at__isnull=True).update(
            called_back_at=now, called_back_by=user
        )
        if hit:
            _record("call.called_back", call, by, now)
    return bool(hit)


def undo(call: Call, *, by: Actor) -> None:
    """The caller waits again."""
    with transaction.atomic():
        hit = Call.objects.filter(pk=call.pk, called_back_at__isnull=False).update(
            called_back_at=None, called_back_by=None
        )
        if hit:
            _record("call.call_back_undone", call, by, timezone.now())


def _record(act: str, call: Call, by: Actor, at: datetime) -> None:
    about = f"call:{call.public_id}"
    record(act, agency_id=call.agency_id, client_id=call.client_id, by=by, about=about, at=at)
