"""What came of a call, in a client's words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.calls.models import Call, Result
from callboard.calls.models.call import RESULT_NAMES
from callboard.calls.vocabulary import Direction

# Of every call that staff placed themselves, and of what was booked in it.
EXAMPLE = gettext_lazy("Example, not a real caller")

TONES = {
    Result.BOOKED: "green",
    Result.MESSAGE: "blue",
    Result.PUT_THROUGH: "violet",
    Result.CALL_BACK: "amber",
    Result.UNANSWERED: "red",
    Result.REACHED: "green",
}
# To whom the client's people are not "you".
_FOR_AGENCY = {Result.PUT_THROUGH: gettext_lazy("Put through")}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`tone` is a badge's colour."""

    words: str
    tone: str


def other_side(call: Call) -> str:
    """What the person is to whom the assistant spoke: whom it called is no caller."""
    return _("Person called") if call.direction == Direction.OUTBOUND else _("Caller")


def result_name(result: Result, agent_name: str = "", *, for_agency: bool = False) -> str:
    """As a choice; `agent_name` where one assistant answers all of the calls."""
    if result is Result.UNANSWERED and agent_name:
        return _("%(agent)s couldn’t answer") % {"agent": agent_name}
    return str(
        _FOR_AGENCY.get(result, RESULT_NAMES[result]) if for_agency else RESULT_NAMES[result]
    )


def verdict(call: Call, *, for_agency: bool = False) -> Verdict | None:
    """None where there is nothing to say: a conversation that simply ended."""
    if call.is_live:
        return Verdict(_("In progress"), "blue")
    if not call.result:
        return None
    result = Result(call.result)
    if result is Result.UNANSWERED and call.agent:
        return Verdict(_("%(agent)s couldn’t answer") % {"agent": call.agent.name}, "red")
    if result is Result.CALL_BACK and call.called_back_at:
        return Verdict(_("Called back"), "gray")
    return Verdict(result_name(result, for_agency=for_agency), TONES.get(result, "gray"))
