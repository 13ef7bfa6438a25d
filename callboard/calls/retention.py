"""Recordings whose time is over are removed; the transcript and all numbers stay.

The row first, then the file: a row that says "removed" without a file name is the truth from that
moment on, and a file that a killed worker left behind is one that no row names, which the sweep
takes (`storage.sweep`). The other way round, a call would offer a recording that is not there.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from callboard.agencies.models import Agency, Client
from callboard.audit.actor import SYSTEM
from callboard.audit.record import record
from callboard.calls import storage
from callboard.calls.models import Recording, RecordingState, RemovedWhy
from callboard.tenancy import scope, steps

AT_ONCE = 500
# What a removed recording still says.
GONE: dict[str, Any] = {
    "state": RecordingState.REMOVED,
    "file": "",
    "sha256": "",
    "size": 0,
    "peaks": None,
    "sources": None,
    "reason": "",
}


def remove_due(now: datetime) -> int:
    """All that is due at every agency, in batches; how many there were.

    Days end at midnight in UTC, so that of all rounds of a day the first one finds something. Safe
    to break off anywhere, and to run twice at once."""
    return sum(remove_of(agency, now) for agency in Agency.objects.order_by("pk"))


def due(agency: Agency, days: int, now: datetime, *, own: bool | None = None) -> Any:
    """Stored recordings that are older than so many days and kept no longer; with `own` those of
    clients that have this time of their own, or those of all others, alone.
    """
    of_their_own = Q(call__client__recordings_kept_days=days)
    inherited = Q(call__client__recordings_kept_days__isnull=True)
    whose = of_their_own | inherited if agency.recordings_kept_days == days else of_their_own
    if own is not None:
        whose = of_their_own if own else inherited
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Recording.objects.filter(
        whose,
        state=RecordingState.STORED,
        call__started_at__lt=midnight - timedelta(days=days),
    )
    return rows.order_by("pk")


def remove_of(agency: Agency, now: datetime) -> int:
    """What is due at one agency; `agency` may have been read a while ago."""
    removed = 0
    with scope.agency(agency.pk):
        for days in _in_use(agency):
            last = 0
            while batch := _batch(agency, days, now, last):
                last = batch[-1]
                removed += _remove(batch, agency, days, now)
    return removed


def _in_use(agency: Agency) -> list[int]:
    own = Client.objects.filter(recordings_kept_days__gt=0)
    found = own.order_by().values_list("recordings_kept_days", flat=True).distinct()
    return sorted({agency.recordings_kept_days, *(days or 0 for days in found)} - {0})


def _batch(agency: Agency, days: int, now: datetime, last: int) -> list[int]:
    rows = due(agency, days, now).filter(pk__gt=last)
    return list(rows.values_list("pk", flat=True)[:AT_ONCE])


def _remove(ids: Sequence[int], agency: Agency, days: int, now: datetime) -> int:
    with transaction.atomic():
        # Locked and looked at again: another worker may have been here meanwhile, or somebody said
        # that they are kept longer.
        held = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
        rows = due(held, days, now).select_for_update(of=("self",)).select_related("call")
        found = list(rows.filter(pk__in=ids).defer("peaks", "sources"))
        files = [recording.file for recording in found]
        Recording.objects.filter(pk__in=[recording.pk for recording in found]).update(
            **GONE, removed_at=now, removed_why=RemovedWhy.RETENTION
        )
        for client_id, count in Counter(one.call.client_id for one in found).items():
            record(
                "recording.removed",
                agency_id=agency.pk,
                client_id=client_id,
                by=SYSTEM,
                after={"recordings": count, "kept_days": days},
                at=now,
            )
    steps.reached("removed by retention")
    for file in files:
        storage.remove(file)
    return len(found)
