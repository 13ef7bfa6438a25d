"""What came of a call: one function says it, and whoever writes a call settles it.

The best source wins: a person's or a rule's word that it was spam, a booking made in the call, what
the agency says a field of the analysis means, the provider's reason for the end.
"""

from callboard.calls.models import Call
from callboard.calls.vocabulary import WITHOUT_CONVERSATION, Outcome, Rank, Result

# What an agency can say that a field of the analysis means. A booking is not among them: the model
# only thinks that one was made. Of several, the first of these counts.
MEANINGS = (Result.SPAM, Result.CALL_BACK, Result.MESSAGE, Result.QUESTION)
URGENT = "urgent"
# Its value says itself why somebody rang, in a few words of the agency's own.
REASON = "reason"
LONGEST_REASON = 60

# Of an example's analysis it is known what it means: we wrote it (docs/simulator.md).
_OF_EXAMPLES = [
    *({"field": "result", "value": meaning.value, "means": meaning} for meaning in MEANINGS),
    {"field": URGENT, "value": "true", "means": URGENT},
]

_OUTBOUND = {
    Outcome.COMPLETED: Result.REACHED,
    Outcome.VOICEMAIL: Result.VOICEMAIL,
    Outcome.NO_ANSWER: Result.NO_ANSWER,
    Outcome.BUSY: Result.BUSY,
    Outcome.CANCELLED: Result.CANCELLED,
}
_INBOUND = {
    Outcome.VOICEMAIL: Result.VOICEMAIL,
    Outcome.NO_ANSWER: Result.HUNG_UP,
    Outcome.BUSY: Result.BUSY,
    Outcome.CANCELLED: Result.CANCELLED,
}


def settle(call: Call) -> None:
    """Writes into the row (unsaved) what came of it and whether it is urgent; reads its agent.

    Of one that was erased nothing is left to tell it by: that stays as it was counted."""
    if call.erased_at is not None:
        return
    said = _meanings(call)
    call.urgent = URGENT in said
    call.reason = _reason(call)
    means = next((one for one in MEANINGS if one in said), None)
    call.result = told(
        rank=call.rank,
        outcome=call.outcome,
        outbound=call.direction == "outbound",
        spoken=call.spoken,
        booked=call.has_booking,
        means=means,
    )


def told(
    *,
    rank: int,
    outcome: str,
    outbound: bool,
    spoken: bool,
    booked: bool = False,
    means: Result | None = None,
) -> str:
    """A `Result`, or "" of a call that goes on or of whose end nothing can be said."""
    if rank < Rank.ENDED:
        return ""
    if means is Result.SPAM:
        return means
    if booked:
        return Result.BOOKED
    if means is not None:
        return means
    if outcome == Outcome.TRANSFERRED:
        return Result.PUT_THROUGH
    if outbound:
        return _OUTBOUND.get(outcome, "")  # type: ignore[call-overload,no-any-return]
    if outcome == Outcome.COMPLETED:
        return Result.ANSWERED if spoken else Result.HUNG_UP
    if outcome == Outcome.FAILED and not spoken:
        return Result.UNANSWERED
    return _INBOUND.get(outcome, "")  # type: ignore[call-overload,no-any-return]


def _meanings(call: Call) -> set[str]:
    """What the agent's rules make of the analysis."""
    return {
        rule["means"]
        for rule in _rules(call)
        if rule["means"] != REASON
        and call.analysis.get(rule["field"], "").casefold() == rule["value"].casefold()
    }


def _reason(call: Call) -> str | None:
    """Of several fields the first that says one. A whole sentence is none: of those, no two would
    be the same.
    """
    for rule in _rules(call):
        if rule["means"] == REASON:
            told = " ".join(call.analysis.get(rule["field"], "").split())
            if 0 < len(told) <= LONGEST_REASON:
                return told[0].upper() + told[1:]
    return None


def _rules(call: Call) -> list[dict[str, str]]:
    """None for a call without a conversation: of that the model knows nothing."""
    if call.agent is None or not call.spoken or call.outcome in WITHOUT_CONVERSATION:
        return []
    return _OF_EXAMPLES if call.is_example else call.agent.meanings
