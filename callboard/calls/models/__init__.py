from callboard.calls.models.by_the_clock import DailyHours, DailyReasons
from callboard.calls.models.call import Call
from callboard.calls.models.daily import DailyCalls
from callboard.calls.models.disk_use import DiskUse
from callboard.calls.models.export import CallExport
from callboard.calls.models.feedback import Feedback
from callboard.calls.models.move import Move
from callboard.calls.models.read_mark import ReadMark
from callboard.calls.models.recording import Recording, RecordingState, RemovedWhy
from callboard.calls.models.saved_view import SavedView
from callboard.calls.models.search_text import SearchText
from callboard.calls.models.tool_uses import ToolUses
from callboard.calls.models.transcript import Transcript
from callboard.calls.models.unanswered import UnansweredQuestion
from callboard.calls.models.worth import Worth
from callboard.calls.vocabulary import Aside, Outcome, Rank, Result

__all__ = [
    "Aside",
    "Call",
    "CallExport",
    "DailyCalls",
    "DailyHours",
    "DailyReasons",
    "DiskUse",
    "Feedback",
    "Move",
    "Outcome",
    "Rank",
    "ReadMark",
    "Recording",
    "RecordingState",
    "RemovedWhy",
    "Result",
    "SavedView",
    "SearchText",
    "ToolUses",
    "Transcript",
    "UnansweredQuestion",
    "Worth",
]
