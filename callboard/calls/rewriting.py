"""Changing calls that are here already: whose they are, who sees them, what came of them.

Whatever is changed, the days' numbers, what the calls are found by and their bookings go along in
the same transaction."""

from collections.abc import Callable, Iterable, Sequence

from callboard.agencies.models import Client
from callboard.calls import daily, results, search, unanswered
from callboard.calls.models import Call

# All that a change may touch.
FIELDS = (
    "agent",
    "client",
    "kept_aside",
    "aside_why",
    "by_hand",
    "brought_in",
    "has_booking",
    "result",
    "urgent",
    "reason",
    "flagged_at",
    "flagged_by",
    "called_back_at",
    "called_back_by",
)


def _nothing(call: Call) -> None:
    pass


# Bookings stand above this layer; they say how they go along with their call
# (`callboard.bookings.apps`).
go_along: Callable[[Call], None] = _nothing


def use_for_what_goes_along(follow: Callable[[Call], None]) -> None:
    global go_along  # noqa: PLW0603 - set once, when the apps are ready
    go_along = follow


def rewrite(
    call_ids: Sequence[int], change: Callable[[Call], bool], *, to: Iterable[Client] = ()
) -> list[Call]:
    """Locks these calls and lets `change` look at each as it is now; those of which it says so are
    settled and written, and returned. `to` are the clients that it may give them to.

    Runs inside the caller's transaction and agency scope."""
    # `no_key`: who holds a client may write rows about a call that waits here for that client.
    rows = Call.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.select_related("agent", "agency")
    calls = list(rows.filter(pk__in=call_ids).order_by("pk"))
    held = daily.hold([*(call.client_id for call in calls), *(client.pk for client in to)])
    changed, shares = [], []
    for call in calls:
        call.client = held[call.client_id] if call.client_id else None
        before = daily.share_of(call)
        if change(call):
            call.client = held[call.client_id] if call.client_id else None
            go_along(call)
            results.settle(call)
            changed.append(call)
            shares.append((before, daily.share_of(call)))
    Call.objects.bulk_update(changed, FIELDS)
    search.index_many(changed)
    unanswered.follow(changed)
    daily.move_all(shares)
    return changed
