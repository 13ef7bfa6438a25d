"""The calls before and after one in a list, whatever the list is narrowed to."""

from dataclasses import dataclass
from typing import Any

from callboard.calls import search
from callboard.calls.models import Call
from callboard.calls.models.call import CallQuerySet
from callboard.ui.keyset import SIZE
from callboard.visibility.visibility import Visibility


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Public ids; "" at an end of the list. `place` is the call's own, from 1: known on the first
    page of a list that is not searched. Examples have no place, as they count nowhere.
    """

    newer: str
    older: str
    place: int | None = None


def neighbours(
    rows: CallQuerySet, call: Call, text: str = "", by: Visibility | None = None
) -> Neighbours:
    """In the order of the list; `text` is what it is searched for, and `by` whom. `call` need not
    be in it.
    """
    if text:
        return _found(rows, call, text, by)
    upwards = rows.filter(started_at__gte=call.started_at)
    upwards = upwards.exclude(started_at=call.started_at, id__lt=call.pk)
    above = _some(upwards, SIZE + 1)
    below = _some(rows.before(call.started_at, call.pk), 1, downwards=True)
    is_there = bool(above) and above[0][0] == call.public_id
    counted = is_there and len(above) <= SIZE and not any(example for _, example in above)
    newer = above[1:] if is_there else above
    return Neighbours(
        newer[0][0] if newer else "",
        below[0][0] if below else "",
        len(above) if counted else None,
    )


def _some(rows: CallQuerySet, most: int, *, downwards: bool = False) -> list[tuple[str, bool]]:
    """Of the nearest ones the public id, and whether they are examples. Found in the list's own
    index, then read by their ids, in one statement.
    """
    sign = "-" if downwards else ""
    ids = rows.order_by(f"{sign}started_at", f"{sign}id").values("pk")[:most]
    found = Call.objects.by_ids(ids).values_list("started_at", "pk", "public_id", "is_example")
    return [(public_id, example) for *_, public_id, example in sorted(found, reverse=downwards)]


def _found(rows: CallQuerySet, call: Call, text: str, by: Visibility | None) -> Neighbours:
    """Of each side the nearest one: so all of them are met once, in the order of the search."""
    newer = search.matching(rows, text, limit=1, newer_than=call, by=by)
    older = search.matching(rows, text, limit=1, older_than=call, by=by)
    return Neighbours(_first(newer), _first(older))


def _first(rows: Any) -> str:
    return rows.values_list("public_id", flat=True).first() or ""
