"""Whether a call was handled well, as a client's people say it to the agency."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls.models import Call, Feedback
from callboard.people.models import User

LONGEST_NOTE = 1000

# Who else is told that a call was not handled well; those who tell the agency stand above.
_told_of_unhappy: list[Callable[[Feedback], None]] = []


def when_unhappy(tell: Callable[[Feedback], None]) -> None:
    """`tell` is called in the transaction that writes it down."""
    _told_of_unhappy.append(tell)


def give(
    call: Call,
    user: User,
    *,
    handled_well: bool,
    note: str = "",
    by: Actor,
    at: datetime | None = None,
) -> None:
    """One answer a person and call: a later one replaces it, and is new to the agency. `call` is a
    client's; what the same person said of it at another client is replaced too.
    """
    if call.client_id is None:
        raise ValueError("Only a client's people judge a call.")
    now = at or timezone.now()
    with transaction.atomic():
        Feedback.objects.bulk_create(
            [
                Feedback(
                    agency_id=call.agency_id,
                    client_id=call.client_id,
                    call=call,
                    user=user,
                    handled_well=handled_well,
                    note=note[:LONGEST_NOTE],
                    given_at=now,
                )
            ],
            update_conflicts=True,
            unique_fields=["call", "user"],
            update_fields=["client", "handled_well", "note", "given_at", "seen_at"],
        )
        _record("call.judged", call, by, now, {"handled_well": handled_well})
        if not handled_well:
            given = Feedback.objects.get(call=call, user=user)
            for tell in _told_of_unhappy:
                tell(given)


def take_back(call: Call, user: User, *, by: Actor) -> None:
    with transaction.atomic():
        gone, _each = Feedback.objects.filter(call=call, user=user).delete()
        if gone:
            _record("call.judgement_taken_back", call, by, timezone.now(), {})


def seen(feedback: Feedback, *, by: Actor) -> None:
    """Somebody of the agency dealt with it."""
    now = timezone.now()
    with transaction.atomic():
        if Feedback.objects.filter(pk=feedback.pk, seen_at__isnull=True).update(seen_at=now):
            _record("call.judgement_seen", feedback.call, by, now, {})


def _record(act: str, call: Call, by: Actor, at: datetime, after: dict[str, bool]) -> None:
    record(
        act,
        agency_id=call.agency_id,
        client_id=call.client_id,
        by=by,
        about=f"call:{call.public_id}",
        after=after,
        at=at,
    )
