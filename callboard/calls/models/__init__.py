from callboard.calls.models.call import Call, Outcome, Rank
from callboard.calls.models.daily import DailyCalls
from callboard.calls.models.recording import Recording, RecordingState
from callboard.calls.models.transcript import Transcript

__all__ = [
    "Call",
    "DailyCalls",
    "Outcome",
    "Rank",
    "Recording",
    "RecordingState",
    "Transcript",
]
