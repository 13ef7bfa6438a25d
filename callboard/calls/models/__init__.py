from callboard.calls.models.call import Call
from callboard.calls.models.daily import DailyCalls
from callboard.calls.models.recording import Recording, RecordingState
from callboard.calls.models.transcript import Transcript
from callboard.calls.vocabulary import Outcome, Rank

__all__ = [
    "Call",
    "DailyCalls",
    "Outcome",
    "Rank",
    "Recording",
    "RecordingState",
    "Transcript",
]
