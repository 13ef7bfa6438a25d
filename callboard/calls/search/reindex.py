"""Looking through all calls for what they are found by, and mending what differs."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from callboard.calls.models import Call
from callboard.calls.search.entries import index_many
from callboard.tenancy import scope

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Progress:
    """`last` is the id of the call from which to go on."""

    last: int
    looked_at: int
    mended: int


def reindex(after: int = 0) -> Iterator[Progress]:
    """One transaction for each of the batches, so that others can write in between, and whoever was
    interrupted goes on `after` the last one.
    """
    looked_at = mended = 0
    while True:
        with (
            scope.crossing_agencies("the operator mends the search of every agency"),
            transaction.atomic(),
        ):
            rows = Call.objects.filter(pk__gt=after).order_by("pk").defer("known", "summary")
            # Held: whoever changes one of them meanwhile comes before us or after us.
            calls = list(rows.select_for_update()[:AT_ONCE])
            if not calls:
                return
            mended += index_many(calls)
        after, looked_at = calls[-1].pk, looked_at + len(calls)
        yield Progress(after, looked_at, mended)
