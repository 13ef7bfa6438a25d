"""What came of a call, in a client's words: what the provider's reason says, nothing invented."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from callboard.calls.models import Call, Outcome


@dataclass(frozen=True, slots=True)
class Verdict:
    """`tone` is a badge's colour."""

    words: str
    tone: str


def verdict(call: Call) -> Verdict | None:
    """None where there is nothing to say: a conversation that simply ended."""
    if call.is_live:
        return Verdict(_("In progress"), "blue")
    agent = call.agent.name if call.agent else _("your assistant")
    outbound = call.direction == "outbound"
    match call.outcome:
        case Outcome.TRANSFERRED:
            return Verdict(_("Put through to you"), "violet")
        case Outcome.VOICEMAIL:
            return Verdict(_("Voicemail"), "gray")
        case Outcome.BUSY:
            return Verdict(_("Busy"), "gray")
        case Outcome.NO_ANSWER:
            return Verdict(_("No answer") if outbound else _("Hung up"), "gray")
        case Outcome.CANCELLED:
            return Verdict(_("Cancelled"), "gray")
        case Outcome.FAILED if not call.spoken:
            return Verdict(_("%(agent)s couldn’t answer") % {"agent": agent}, "red")
        case Outcome.COMPLETED if outbound:
            return Verdict(_("Reached"), "green")
        case Outcome.COMPLETED:
            return Verdict(_("Answered") if call.spoken else _("Hung up"), "gray")
    return None
