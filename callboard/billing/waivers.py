"""A call that its client is not billed for: staff say so, with the reason, and may take it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.billing import ledger
from callboard.billing.holding import hold
from callboard.billing.ledger import Counted
from callboard.billing.models import Waiver

LONGEST = 200


def give(call: Counted, about: str, reason: str, *, by: Actor, at: datetime | None = None) -> bool:
    """`about` is the call's public id. False where it was so already."""
    now = at or timezone.now()
    with transaction.atomic():
        hold(call.client_id)
        _waiver, made = Waiver.objects.get_or_create(
            agency_id=call.agency_id,
            client_id=call.client_id,
            call_id=call.call_id,
            defaults={"reason": reason, "by_name": by.name[:200], "made_at": now},
        )
        if made:
            _settle(call, "call_waived", about, by=by, at=now, after={"reason": reason})
    return made


def take_back(call: Counted, about: str, *, by: Actor, at: datetime | None = None) -> bool:
    """The call is billed after all. False where it was."""
    now = at or timezone.now()
    with transaction.atomic():
        hold(call.client_id)
        rows = Waiver.objects.filter(client_id=call.client_id, call_id=call.call_id)
        gone, _by_table = rows.delete()
        if gone:
            _settle(call, "call_billed", about, by=by, at=now)
    return bool(gone)


def of_call(call_id: int, client_id: int) -> Waiver | None:
    return Waiver.objects.filter(call_id=call_id, client_id=client_id).first()


def _settle(call: Counted, act: str, about: str, *, by: Actor, **facts: Any) -> None:
    ledger.settle({(call.client_id, call.call_id): call})
    record(
        f"billing.{act}",
        agency_id=call.agency_id,
        client_id=call.client_id,
        by=by,
        about=f"call:{about}",
        **facts,
    )
