"""What Vapi's model says about a call, where it can know anything."""

from dataclasses import dataclass

from callboard.providers.events import WITHOUT_CONVERSATION, Outcome
from callboard.providers.fields import boolean, prose
from callboard.providers.vapi.message import Message


@dataclass(frozen=True, slots=True)
class Analysis:
    summary: str | None = None
    success: bool | None = None


def analysis(message: Message, outcome: Outcome | None, *, spoken: bool) -> Analysis:
    """Empty for a call without a conversation: Vapi summarises voicemail greetings and silence as
    well, and makes it up.

    A failed call may hold a whole conversation. `successEvaluation` is free text of many rubrics;
    only true and false are read.
    """
    if not spoken or outcome in WITHOUT_CONVERSATION:
        return Analysis()
    return Analysis(
        summary=message.first(
            prose(20_000),
            "analysis.summary",
            "summary",
            "artifact.summary",
            "call.analysis.summary",
        ),
        success=message.first(
            boolean, "analysis.successEvaluation", "call.analysis.successEvaluation"
        ),
    )
