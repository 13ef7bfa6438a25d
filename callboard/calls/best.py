"""The call to begin with: one that shows in a minute what the assistant does."""

from datetime import datetime, timedelta

from callboard.calls.models import Call, Outcome, RecordingState, Result

# Long enough for a conversation, short enough to be heard to its end.
_SHORTEST, _LONGEST = timedelta(seconds=30), timedelta(minutes=4)
# However few of them have a recording.
_LOOKED_AT = 100


def best_call() -> Call | None:
    """Of the latest with a recording of our own, inside the open scope of a client; None where
    there is none. A real call is better than an example, a conversation that came to its end and
    has a summary better than others, and of equals the newest.
    """
    rows = Call.objects.shown_to_client().select_related("agent", "recording")
    latest = rows.defer("known", "cost", "recording__sources").newest_first()[:_LOOKED_AT]
    return max(filter(_is_heard, latest), key=_worth, default=None)


def best_of(since: datetime, until: datetime, count: int) -> list[Call]:
    """Of the latest real calls that began then, inside the open scope of a client, those that are
    worth most: what was booked, then what was otherwise brought to its end.
    """
    rows = Call.objects.shown_to_client().real().without_spam().select_related("agent", "recording")
    rows = rows.filter(started_at__gte=since, started_at__lt=until, spoken=True)
    latest = rows.defer("known", "cost", "recording__sources").newest_first()[:_LOOKED_AT]
    return sorted(latest, key=_gain, reverse=True)[:count]


def _gain(call: Call) -> tuple[bool, int, bool, tuple[bool, bool, bool, bool]]:
    ended_well = (Result.PUT_THROUGH, Result.MESSAGE, Result.QUESTION)
    rank = len(ended_well) - ended_well.index(r) if (r := call.result) in ended_well else 0
    return call.result == Result.BOOKED, rank, _is_heard(call), _worth(call)


def _is_heard(call: Call) -> bool:
    """Somebody spoke, and it can be played."""
    recording = getattr(call, "recording", None)
    return call.spoken and recording is not None and recording.state == RecordingState.STORED


def _worth(call: Call) -> tuple[bool, bool, bool, bool]:
    length = timedelta(milliseconds=call.duration_ms or 0)
    finished = call.outcome in (Outcome.COMPLETED, Outcome.TRANSFERRED)
    return (not call.is_example, _SHORTEST <= length <= _LONGEST, finished, bool(call.summary))
