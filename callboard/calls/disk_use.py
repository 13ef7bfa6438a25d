"""How much room recordings take: counted by the worker now and then, read from there."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max, Sum

from callboard.agencies.models import Agency
from callboard.calls.models import DiskUse, Recording, RecordingState
from callboard.tenancy import scope


@dataclass(frozen=True, slots=True)
class Total:
    """`counted_at` is None before the first count."""

    recordings: int
    size: int
    clients: int
    counted_at: datetime | None


def count_all(now: datetime) -> None:
    for agency in Agency.objects.order_by("pk"):
        with scope.agency(agency.pk), transaction.atomic():
            _count(agency, now)


def total() -> Total:
    """Of the open scope's agency. One query."""
    found = DiskUse.objects.aggregate(
        recordings=Sum("recordings", default=0),
        size=Sum("size", default=0),
        clients=Count("client"),
        counted_at=Max("counted_at"),
    )
    return Total(**found)


def _count(agency: Agency, now: datetime) -> None:
    """Of two that count at once the one replaces what the other wrote."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    stored = Recording.objects.filter(state=RecordingState.STORED).order_by()
    rows = stored.values("call__client").annotate(n=Count("pk"), bytes=Sum("size"))
    found = {row["call__client"]: row for row in rows}
    # Always there, so that a count that found nothing is told from none.
    found.setdefault(None, {"n": 0, "bytes": 0})
    DiskUse.objects.all().delete()
    DiskUse.objects.bulk_create(
        DiskUse(
            agency=agency,
            client_id=client_id,
            recordings=row["n"],
            size=row["bytes"],
            counted_at=now,
        )
        for client_id, row in found.items()
    )
