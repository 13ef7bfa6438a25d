"""Saying what a booking is worth, and taking it back: the figures of an estimate."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls.models import Worth


@dataclass(frozen=True, slots=True)
class WorthFacts:
    """`booking` in minor units of `currency`; the others in percent."""

    currency: str
    booking: int
    lost_in_hours: int
    lost_after_hours: int


def say(client: Client, facts: WorthFacts, *, by: Actor, at: datetime | None = None) -> None:
    now = at or timezone.now()
    with transaction.atomic():
        before = _known(client)
        if before == facts:
            return
        Worth.objects.update_or_create(
            client=client,
            defaults={
                "agency_id": client.agency_id,
                "changed_by": by.name[:200],
                "changed_at": now,
                **asdict(facts),
            },
        )
        _record(client, before, facts, by)


def forget(client: Client, *, by: Actor) -> None:
    """Nothing is estimated any more."""
    with transaction.atomic():
        before = _known(client)
        if before is not None:
            Worth.objects.filter(client=client).delete()
            _record(client, before, None, by)


def _known(client: Client) -> WorthFacts | None:
    row = Worth.objects.select_for_update().filter(client=client).first()
    if row is None:
        return None
    return WorthFacts(row.currency, row.booking, row.lost_in_hours, row.lost_after_hours)


def _record(client: Client, before: WorthFacts | None, after: WorthFacts | None, by: Actor) -> None:
    record(
        "analytics.worth_changed",
        agency_id=client.agency_id,
        client_id=client.pk,
        by=by,
        before=asdict(before) if before else {},
        after=asdict(after) if after else {},
    )
