"""Who is told of a call: every person once for each thing that is true of it.

The clock tells nobody, so the worker looks. A person's mails are made in `mailing`."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from callboard.bookings.models import Booking
from callboard.calls.models import Call
from callboard.notices import choices, events, mailing
from callboard.notices.models import CallNews, Notice
from callboard.people.models import Membership
from callboard.tenancy import scope, steps

log = logging.getLogger(__name__)

BATCH = 50
# After something went wrong with one call, so that it holds up no other.
SETBACK = timedelta(minutes=1)


def drain_once(now: datetime) -> bool:
    """False when there was nothing to tell."""
    with scope.crossing_agencies("the worker tells every agency's clients of their calls"):
        due = CallNews.objects.filter(due_at__lte=now).order_by("due_at", "pk")
        found = list(due.values_list("call_id", "agency_id")[:BATCH])
    told = [_try(call_id, agency_id, now) for call_id, agency_id in found]
    return mailing.drain_once(now) or any(told)


def _try(call_id: int, agency_id: int, now: datetime) -> bool:
    with scope.agency(agency_id):
        try:
            with transaction.atomic():
                return _tell(call_id, now)
        except Exception:
            # Without the call's facts: a log is no place for them.
            log.exception("A call could not be told")
            CallNews.objects.filter(call_id=call_id).update(due_at=now + SETBACK)
            return False


def _tell(call_id: int, now: datetime) -> bool:
    """False where somebody is writing the call: the next look finds it as it is then."""
    rows = Call.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
    call = rows.defer("known").filter(pk=call_id).first()
    if call is None:
        return False
    hit, _each = CallNews.objects.filter(call_id=call_id, due_at__lte=now).delete()
    if hit:
        Notice.objects.bulk_create(_new(call, now), ignore_conflicts=True)
        steps.reached("news.told")
    return bool(hit)


def _new(call: Call, now: datetime) -> list[Notice]:
    """Whoever is told of a call is told all of it: the rest is written down, and no news later."""
    booked = Booking.objects.standing().filter(call=call).exists()
    true = events.of_call(call, now, booked=booked)
    if not true or call.client_id is None:
        return []
    known: dict[int, set[str]] = {}
    for membership_id, event in Notice.objects.filter(call=call).values_list(
        "membership_id", "event"
    ):
        known.setdefault(membership_id, set()).add(event)
    people = (
        Membership.objects.active()
        .filter(client_id=call.client_id, client__archived_at__isnull=True)
        .select_related("client__agency", "notice_choice__agent")
    )
    new: list[Notice] = []
    for one in people:
        choice, mine = choices.told_to(one), known.get(one.pk, set())
        untold = [event for event in true if event not in mine]
        if any(choice.wants(event, call) for event in untold):
            new += [
                Notice(
                    agency_id=call.agency_id,
                    client_id=call.client_id,
                    membership=one,
                    call=call,
                    event=event,
                    came_at=now,
                    due_at=now,
                )
                for event in untold
            ]
    return new
