"""A call that its client is not billed for: staff say so, with the reason, and may take it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.billing import ledger
from callboard.billing.ledger import Counted
from callboard.billing.models import Waiver
from callboard.calls import billed, daily
from callboard.calls.models import Call


def give(call: Call, reason: str, *, by: Actor, at: datetime | None = None) -> bool:
    """False where it was so already, or counts for no client."""
    now = at or timezone.now()
    with transaction.atomic():
        counted = _held(call)
        if counted is None:
            return False
        _waiver, made = Waiver.objects.get_or_create(
            agency_id=counted.agency_id,
            client_id=counted.client_id,
            call_id=counted.call_id,
            defaults={"reason": reason, "by_name": by.name[:200], "made_at": now},
        )
        if made:
            _settle(counted, "call_waived", call, by=by, at=now, after={"reason": reason})
    return made


def take_back(call: Call, *, by: Actor, at: datetime | None = None) -> bool:
    """The call is billed after all. False where it was."""
    now = at or timezone.now()
    with transaction.atomic():
        counted = _held(call)
        if counted is None:
            return False
        rows = Waiver.objects.filter(client_id=counted.client_id, call_id=counted.call_id)
        gone, _by_table = rows.delete()
        if gone:
            _settle(counted, "call_billed", call, by=by, at=now)
    return bool(gone)


def of_call(call_id: int, client_id: int) -> Waiver | None:
    return Waiver.objects.filter(call_id=call_id, client_id=client_id).first()


def _held(call: Call) -> Counted | None:
    """What the call counts for now, which stays so until the transaction ends: its client's page
    may be older than what was told of the call since.
    """
    daily.hold([call.client_id])
    rows = Call.objects.filter(pk=call.pk, client=call.client_id)
    found = rows.select_related("client").first()
    return billed.counted(found) if found else None


def _settle(counted: Counted, act: str, call: Call, *, by: Actor, **facts: Any) -> None:
    ledger.settle({(counted.client_id, counted.call_id): counted})
    record(
        f"billing.{act}",
        agency_id=counted.agency_id,
        client_id=counted.client_id,
        by=by,
        about=f"call:{call.public_id}",
        **facts,
    )
