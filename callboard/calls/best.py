"""The call to begin with: one that shows in a minute what the assistant does."""

from datetime import timedelta

from callboard.calls.models import Call, Outcome, RecordingState

# Long enough for a conversation, short enough to be heard to its end.
_SHORTEST, _LONGEST = timedelta(seconds=30), timedelta(minutes=4)
_LOOKED_AT = 50


def best_call() -> Call | None:
    """Of the latest with a recording of our own, inside the open scope of a client; None where
    there is none. A real call is better than an example, a conversation that came to its end and
    has a summary better than others, and of equals the newest.
    """
    heard = (
        Call.objects.shown_to_client()
        .filter(spoken=True, recording__state=RecordingState.STORED)
        .select_related("agent", "recording")
        .defer("known", "cost", "recording__sources")
        .newest_first()[:_LOOKED_AT]
    )
    return max(heard, key=_worth, default=None)


def _worth(call: Call) -> tuple[bool, bool, bool, bool]:
    length = timedelta(milliseconds=call.duration_ms or 0)
    finished = call.outcome in (Outcome.COMPLETED, Outcome.TRANSFERRED)
    return (not call.is_example, _SHORTEST <= length <= _LONGEST, finished, bool(call.summary))
