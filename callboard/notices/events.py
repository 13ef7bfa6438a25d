"""What about a call somebody can be told by mail."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from callboard.calls.models import Call, Result
from callboard.visibility.visibility import Visibility

# Older calls are no news: whoever wants to know them has the list.
NEWS_FOR = timedelta(days=1)


class Event(models.TextChoices):
    """Most important first: a call is told by the first that is true of it and wanted."""

    URGENT = "urgent", _("Urgent call")
    CALL_BACK = "call_back", _("Call back needed")
    BOOKING = "booking", _("Booking")
    NEW_CALL = "new_call", _("New call")


# Of the catalogue, what each is about.
_ITEMS = {
    Event.URGENT: "calls",
    Event.CALL_BACK: "calls.call_back",
    Event.BOOKING: "bookings",
    Event.NEW_CALL: "calls",
}


def of_call(call: Call, now: datetime, *, booked: bool = False) -> list[Event]:
    """All that is true of it, for its client's people; nothing of an example, of what is not
    theirs, was erased, or is no news.

    `booked` counts also what was promised to the caller and is in no calendar."""
    if not _is_theirs(call) or now - (call.ended_at or call.started_at) > NEWS_FOR:
        return []
    told = {
        Event.URGENT: call.urgent,
        Event.CALL_BACK: call.result == Result.CALL_BACK and call.called_back_at is None,
        Event.BOOKING: call.has_booking or booked,
        # Nobody rang where the assistant did.
        Event.NEW_CALL: call.direction != "outbound",
    }
    return [event for event in Event if told[event]]


def seen(by: Visibility) -> frozenset[Event]:
    """What a client's people can be told of: nothing that would tell what is hidden from them."""
    return frozenset(event for event, item in _ITEMS.items() if by.sees(item))


def _is_theirs(call: Call) -> bool:
    is_shown = call.client_id is not None and not call.kept_aside and not call.is_example
    is_news = not call.is_live and not call.brought_in and call.erased_at is None
    return is_shown and is_news and call.result != Result.SPAM
