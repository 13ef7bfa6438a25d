"""Who calls a client for the first time, as far as its calls are known here."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from callboard.calls.models import Call, Result
from callboard.calls.vocabulary import Direction


def with_first(rows: Any) -> Any:
    """A few calls, each with `is_first`. Inside the open scope of their client."""
    earlier = Call.objects.shown_to_client().real()
    earlier = earlier.filter(
        from_number=OuterRef("from_number"), started_at__lte=OuterRef("started_at")
    ).exclude(started_at=OuterRef("started_at"), id__gte=OuterRef("id"))
    rang = Q(direction=Direction.INBOUND, is_example=False, kept_aside=False)
    return rows.annotate(
        is_first=rang & ~Q(from_number="") & ~Q(result=Result.SPAM) & ~Q(Exists(earlier))
    )
