"""The calls before and after one in a list, whatever the list is narrowed to."""

from dataclasses import dataclass

from callboard.calls.models import Call
from callboard.calls.models.call import CallQuerySet


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Public ids; "" at an end of the list."""

    newer: str
    older: str


def neighbours(rows: CallQuerySet, call: Call) -> Neighbours:
    """By two steps along the list's own index; nothing is counted. `call` need not be in `rows`."""
    newer = (
        rows.filter(started_at__gte=call.started_at)
        .exclude(started_at=call.started_at, id__lte=call.pk)
        .order_by("started_at", "id")
    )
    older = rows.before(call.started_at, call.pk).newest_first()
    return Neighbours(_first(newer), _first(older))


def _first(rows: CallQuerySet) -> str:
    return rows.values_list("public_id", flat=True).first() or ""
