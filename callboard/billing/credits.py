"""What a client need not pay: an amount or minutes of the open period, with the reason."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.billing import periods
from callboard.billing.holding import hold
from callboard.billing.models import Credit


class NoOpenPeriod(Exception):
    """Nothing is billed any more that a credit could be taken off."""


def give(
    client: Client,
    *,
    amount: int = 0,
    minutes: int = 0,
    reason: str,
    by: Actor,
    at: datetime | None = None,
) -> Credit:
    """`amount` in minor units. Raises `NoOpenPeriod`."""
    now = at or timezone.now()
    with transaction.atomic():
        held = hold(client.pk)
        period = periods.current(held.pk)
        if period is None or period.is_closed:
            raise NoOpenPeriod
        credit = Credit.objects.create(
            agency_id=held.agency_id,
            client=held,
            period=period,
            amount=amount,
            minutes=minutes,
            reason=reason,
            by_name=by.name[:200],
            made_at=now,
        )
        _record("billing.credited", credit, by, now)
    return credit


def remove(credit: Credit, *, by: Actor, at: datetime | None = None) -> bool:
    """While its period is open. False afterwards, and for what was carried over."""
    now = at or timezone.now()
    with transaction.atomic():
        hold(credit.client_id)
        rows = Credit.objects.filter(
            pk=credit.pk,
            removed_at__isnull=True,
            carried_from__isnull=True,
            period__closed_at__isnull=True,
        )
        if not rows.update(removed_at=now):
            return False
        _record("billing.credit_removed", credit, by, now)
    return True


def _record(act: str, credit: Credit, by: Actor, at: datetime) -> None:
    told: dict[str, Any] = {"reason": credit.reason}
    told |= {"amount": credit.amount} if credit.amount else {"minutes": credit.minutes}
    told["currency"] = credit.period.terms.currency
    record(
        act,
        agency_id=credit.agency_id,
        client_id=credit.client_id,
        by=by,
        about=f"credit:{credit.public_id}",
        after=told,
        at=at,
    )
