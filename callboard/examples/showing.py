"""What a client's people are shown before they have a call of their own. All of it inside the open
scope of a client.
"""

from collections.abc import Sequence

from callboard.calls.models import Call, RecordingState
from callboard.calls.vocabulary import Result


def nobody_called_yet(latest: Sequence[Call]) -> bool:
    """Whether there is no real call; `latest` are the newest that are shown. One query at most."""
    if not all(call.is_example for call in latest):
        return False
    return not latest or not Call.objects.shown_to_client().real().exists()


def spam_too() -> bool:
    """Whether one is spam, of which no number tells. One query."""
    return bool(Call.objects.shown_to_client().examples().filter(result=Result.SPAM).exists())


def to_hear() -> Call | None:
    """The newest example that can be heard, if there is one."""
    rows = Call.objects.shown_to_client().examples()
    rows = rows.filter(spoken=True, recording__state=RecordingState.STORED)
    rows = rows.select_related("agent", "recording").defer("known", "cost", "recording__sources")
    return rows.newest_first().first()
