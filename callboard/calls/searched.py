"""One page of a search, and where each of its calls has the words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from callboard.agencies.models import Client
from callboard.calls import search
from callboard.calls.models import Call, Transcript
from callboard.calls.search import Line, Piece
from callboard.calls.search.fold import fold
from callboard.ui.keyset import SIZE, Page
from callboard.visibility.visibility import Visibility


@dataclass(frozen=True, slots=True)
class Hit:
    """The caller's name with the words marked, whether it was the number, and the line that was
    said.
    """

    name: tuple[Piece, ...]
    is_number: bool
    line: Line | None


def page(
    rows: Any,
    typed: str,
    *,
    before: str,
    after: str,
    fetch: Callable[[Any], Any],
    of: Client | None = None,
    by: Visibility | None = None,
) -> Page[Call]:
    """As `callboard.ui.keyset.page`."""
    place = _place(before or after)
    backwards = bool(before) and place is not None
    ids = search.matching(
        rows,
        typed,
        limit=SIZE + 1,
        newer_than=place if backwards else None,
        older_than=None if backwards else place,
        of=of,
        by=by,
    )
    found = sorted(fetch(ids), key=lambda one: (one.started_at, one.pk), reverse=True)
    more = len(found) > SIZE
    if backwards and not more:  # the first page is the first page, however it was reached
        return page(rows, typed, before="", after="", fetch=fetch, of=of, by=by)
    shown = found[-SIZE:] if backwards else found[:SIZE]
    if not shown:
        return Page([])
    return Page(
        shown,
        shown[0].public_id if backwards or place else "",
        shown[-1].public_id if backwards or more else "",
    )


def hits(calls: Sequence[Call], typed: str, by: Visibility | None = None) -> dict[int, Hit]:
    """By the calls' ids; one query. `by` and calls as they are seen for a client's people."""
    ids = [call.pk for call in calls if by is None or by.sees("calls.transcript")]
    said = dict(Transcript.objects.filter(call__in=ids).values_list("call", "turns"))
    return {
        call.pk: Hit(
            search.marked(typed, call.caller_name),
            search.has_number(typed, call.other_number),
            search.marked_line(typed, said.get(call.pk, [])),
        )
        for call in calls
    }


def to_find(turns: Sequence[dict[str, Any]], typed: str) -> str:
    """What to look for in a transcript whose call was found by `typed`: that, if it stands there
    like that, else the first of its words that does.
    """
    if any(fold(typed) in fold(turn["text"]) for turn in turns):
        return typed
    line = search.marked_line(typed, turns)
    return next((piece.text for piece in line.pieces if piece.is_marked), "") if line else ""


def _place(public_id: str) -> Call | None:
    if not public_id:
        return None
    found: Call | None = (
        Call.objects.filter(public_id=public_id[:16]).only("started_at", "agency", "client").first()
    )
    return found
