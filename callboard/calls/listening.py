"""Who listened to which recording: one entry of the record for each listening.

A player asks for a recording in parts, and again at every jump. What somebody asks for within an
hour of the first part is one listening."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from callboard.audit.actor import Actor
from callboard.audit.models import Entry
from callboard.audit.record import record
from callboard.calls.models import Call
from callboard.limits.limit import Limit
from callboard.people import access_log
from callboard.people.models import Membership, User

ACT = "recording.opened"
SHOWN = 20

LISTENING = Limit("listening to a recording", 1, timedelta(hours=1))


def note(
    user: User,
    call: Call,
    *,
    by: Actor,
    membership: Membership | None = None,
    at: datetime | None = None,
) -> None:
    """Writes down that somebody was given sound; `membership` is that of a client's person.

    Every part after the first costs one look-up by key, and of two first ones one writes."""
    now = at or timezone.now()
    # What is heard as a viewer is a listening of its own beside one at the agency's desk.
    place = f"as {by.viewing}" if by.viewing else membership.pk if membership else 0
    whose = (user.agency_id, user.pk, place, call.pk)
    if LISTENING.standing(*whose, at=now).full:
        return
    with transaction.atomic():
        if LISTENING.hit(*whose, at=now).exceeded:
            return
        record(
            ACT,
            agency_id=call.agency_id,
            client_id=call.client_id,
            by=by,
            about=f"call:{call.public_id}",
            at=now,
        )
        if call.client_id is not None and not call.kept_aside:
            access_log.listened(
                call.client_id, call.public_id, user, by_agency=membership is None, by=by, at=now
            )
        if membership is not None:
            first = Membership.objects.filter(pk=membership.pk, first_heard_at__isnull=True)
            first.update(first_heard_at=now)


def of(call: Call) -> list[Entry]:
    """The latest that the record knows of, newest first."""
    about = f"call:{call.public_id}"
    return list(Entry.objects.filter(act=ACT, about=about).order_by("-id")[:SHOWN])
