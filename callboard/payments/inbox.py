"""The inbox of Stripe's events: noted at once, worked through by the worker.

An event says whom to look at, and no more: the worker asks Stripe how that customer is now. So
events may come twice, late, and in any order; what waits for the same customer is done with one
look. A worker that dies leaves its event pending, and it comes up again when the lease has run out.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from callboard.payments import looking
from callboard.payments.faults import StripeFault
from callboard.payments.models import Event, EventState
from callboard.payments.models.account import Account
from callboard.payments.reading import Notice
from callboard.providers.setbacks import is_of_the_database
from callboard.tenancy import one_writer, scope, steps

log = logging.getLogger(__name__)

# Longer than all that is asked of Stripe for one customer takes, at its slowest.
LEASE = timedelta(minutes=3)
BACKOFF, LONGEST_BACKOFF = timedelta(seconds=5), timedelta(hours=1)
# More than a day of tries; Stripe's own retries end after three.
TRIES = 40


def store(account: Account, told: Notice, received_at: datetime) -> bool:
    """Committed when it returns. False for one that is here already."""
    event = Event(
        agency_id=account.agency_id,
        account=account,
        stripe_id=told.stripe_id,
        kind=told.kind,
        customer=told.customer,
        received_at=received_at,
        next_at=received_at,
    )
    with transaction.atomic():
        known = Event.objects.filter(account=account, stripe_id=told.stripe_id).exists()
        Event.objects.bulk_create([event], ignore_conflicts=True)
    steps.reached("stripe.stored")
    return not known


def drain_once(*, now: datetime | None = None) -> bool:
    """Works through the event that has waited longest; False when there was none."""
    at = now or timezone.now()
    claimed = _claim(at)
    if claimed is None:
        return False
    pk, agency_id = claimed
    with scope.agency(agency_id):
        _work(pk, at)
    one_writer.rest(0.01)
    return True


def _claim(now: datetime) -> tuple[int, int] | None:
    with (
        scope.crossing_agencies("the worker drains the events of every agency"),
        transaction.atomic(),
    ):
        waiting = Event.objects.waiting(now).select_for_update(skip_locked=True)
        first: tuple[int, int] | None = waiting.values_list("pk", "agency_id").first()
        if first is not None:
            Event.objects.filter(pk=first[0]).update(next_at=now + LEASE)
    return first


def _work(pk: int, now: datetime) -> None:
    event = Event.objects.select_related("account").get(pk=pk)
    # What comes in while we look is looked at once more.
    covered = Event.objects.filter(
        account=event.account, customer=event.customer, state=EventState.PENDING
    )
    covered_ids = list(covered.values_list("pk", flat=True))
    try:
        looking.at_customer(event.account, event.customer, now)
    except StripeFault as fault:
        looking.note_fault(event.account, fault)
        _put_back(event, fault.told, now)
    except Exception as fault:
        if is_of_the_database(fault):
            raise  # the worker's loop waits until it is back; this one is not to blame
        log.exception("A customer at Stripe could not be looked at")
        _put_back(event, type(fault).__name__, now)
    else:
        Event.objects.filter(pk__in=covered_ids).update(state=EventState.DONE, error="")


def _put_back(event: Event, fault: str, now: datetime) -> None:
    """Waits longer after each try, up to an hour; parked after the last."""
    tries = event.attempts + 1
    Event.objects.filter(pk=event.pk, state=EventState.PENDING).update(
        attempts=tries,
        error=fault,
        state=EventState.FAILED if tries >= TRIES else EventState.PENDING,
        next_at=now + min(LONGEST_BACKOFF, BACKOFF * 2 ** min(tries, 20)),
    )
