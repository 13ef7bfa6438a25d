"""Calls as a client's people see them. What their agency hides is taken out here, before anything
is made of a call: every page, file and mail for them shows calls that came through `as_seen`, and
every list of theirs asks for what `Filters.seen_by` leaves of its filters.
"""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext_lazy as _

from callboard.calls import filters
from callboard.calls.models import Call
from callboard.calls.vocabulary import Result
from callboard.visibility.visibility import Visibility


def as_seen(call: Call, by: Visibility) -> Call:
    """The call itself, emptied of what is hidden: to be shown, and never to be saved."""
    for item, empty in _EMPTIED.items():
        if not by.sees(item):
            empty(call)
    if not by.sees("calls.result") and not _waits(call, by):
        call.result = ""
    return call


def all_as_seen(calls: Iterable[Call], by: Visibility) -> list[Call]:
    return [as_seen(call, by) for call in calls]


def is_offered(query: str, by: Visibility) -> bool:
    """A saved view that asks for what is hidden waits until it is not."""
    asked = filters.of_text(query)
    return asked.seen_by(by) == asked


def _waits(call: Call, by: Visibility) -> bool:
    """Whoever has to call somebody back is told so, whatever else came of a call."""
    return call.result == Result.CALL_BACK and by.sees("calls.call_back")


def _number(call: Call) -> None:
    setattr(call, "to_number" if call.direction == "outbound" else "from_number", "")
    call.nameless = _("Caller")


def _blank(name: str, to: object) -> Callable[[Call], None]:
    return lambda call: setattr(call, name, to)


def _without(*related: str) -> Callable[[Call], None]:
    """As if there was no such row."""

    def empty(call: Call) -> None:
        for name in related:
            Call._meta.get_field(name).set_cached_value(call, None)  # type: ignore[union-attr]

    return empty


_EMPTIED: dict[str, Callable[[Call], None]] = {
    "calls.recording": _without("recording"),
    "calls.transcript": _without("transcript", "tool_uses"),
    "calls.summary": _blank("summary", ""),
    "calls.number": _number,
    "calls.name": _blank("caller_name", ""),
    "calls.length": _blank("duration_ms", None),
    "calls.flag": _blank("flagged_at", None),
    "calls.call_back": _blank("called_back_at", None),
    "bookings": _blank("has_booking", False),
}
