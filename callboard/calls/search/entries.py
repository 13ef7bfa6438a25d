"""Keeping what calls are found by: in the transaction that writes the call, whoever writes it."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from callboard.calls.models import Call, SearchText, Transcript
from callboard.calls.search.schema import TABLE
from callboard.calls.search.text import is_same_moment, place_of, text_of

Turns = Sequence[dict[str, Any]]

_ADD = f"INSERT INTO {TABLE} (id, agency_id, call_id, text) VALUES (%s, %s, %s, %s)"  # noqa: S608
_ADD_IF_FREE = f"{_ADD} ON CONFLICT (id) DO NOTHING"


def index(call: Call, turns: Turns | None = None) -> None:
    """After a call has changed: its start, its client, its names and numbers, or its transcript
    (read where it is not given).
    """
    index_many([call], {} if turns is None else {call.pk: turns})


def index_many(calls: Sequence[Call], turns: dict[int, Turns] | None = None) -> int:
    """The same for a bounded number of calls; how many of them were found by something else.

    Inside the transaction that changes the calls: it holds their rows.
    """
    said = dict(turns or {})
    unread = [call.pk for call in calls if call.pk not in said]
    if unread:
        known = Transcript.objects.filter(call_id__in=unread)
        said |= dict(known.values_list("call_id", "turns"))
    rows = SearchText.objects.filter(call_id__in=[call.pk for call in calls])
    there = {row.call_id: row for row in rows}
    return sum(
        _keep(call, text_of(call, said.get(call.pk, ())), there.get(call.pk)) for call in calls
    )


def _keep(call: Call, text: str, known: SearchText | None) -> bool:
    place = place_of(call.started_at, call.pk)
    if known is not None and is_same_moment(known.pk, place):
        if known.text == text:
            return False
        SearchText.objects.filter(pk=known.pk).update(text=text)
        return True
    if known is not None:
        SearchText.objects.filter(pk=known.pk).delete()
    _add(place, call, text)
    return True


def _add(place: int, call: Call, text: str) -> None:
    """At its place, or at the next free one after it."""
    with connection.cursor() as cursor:
        while True:
            cursor.execute(_ADD_IF_FREE, [place, call.agency_id, call.pk, text])
            if cursor.rowcount == 1:
                return
            place += 1


def add_new(rows: Sequence[tuple[int, int, int, str]]) -> None:
    """Rows of calls that have none yet, at places that are free: (place, agency, call, text)."""
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, rows)
