"""Who sees a call: one click of the agency's, which later events leave alone."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls.models import Aside, Call
from callboard.calls.rewriting import rewrite


def keep(call: Call, *, by: Actor, at: datetime | None = None) -> bool:
    """The agency's alone from now on: not shown to its client, not counted, not billed. False where
    it was so already.
    """
    return _flip(call, aside=True, by=by, at=at or timezone.now())


def show(call: Call, *, by: Actor, at: datetime | None = None) -> bool:
    """To its client, whatever kept it aside. False where it was so already, or is of no client."""
    return _flip(call, aside=False, by=by, at=at or timezone.now())


def _flip(call: Call, *, aside: bool, by: Actor, at: datetime) -> bool:
    before: dict[str, object] = {}

    def change(found: Call) -> bool:
        if found.client_id is None or found.kept_aside is aside:
            return False
        before.update(kept_aside=found.kept_aside, why=found.aside_why)
        found.kept_aside, found.by_hand = aside, True
        found.aside_why = Aside.BY_HAND if aside else ""
        return True

    with transaction.atomic():
        for changed in rewrite([call.pk], change):
            record(
                "call.kept_aside" if aside else "call.shown",
                agency_id=changed.agency_id,
                client_id=changed.client_id,
                by=by,
                about=f"call:{changed.public_id}",
                before=before,
                after={"kept_aside": aside, "why": changed.aside_why},
                at=at,
            )
    return bool(before)
