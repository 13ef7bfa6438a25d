"""The form of a section, and what comes of sending it."""

from dataclasses import dataclass
from typing import Any

from callboard.agents.models import Agent
from callboard.agents.settings import drafts, standing, words
from callboard.agents.settings.drafts import ChangedMeanwhile
from callboard.agents.settings.sections import Section
from callboard.agents.settings.standing import Standing
from callboard.assistant import voices
from callboard.assistant.forms.booking_rules import BookingRulesForm
from callboard.assistant.forms.greeting import GreetingForm, NoticeForm
from callboard.assistant.forms.hours import HoursForm
from callboard.assistant.forms.section import SectionForm
from callboard.assistant.forms.transfer import TransferForm
from callboard.assistant.forms.voice import VoiceForm, VoiceNameForm
from callboard.audit.actor import Actor

_FORMS: dict[Section, type[SectionForm]] = {
    Section.NOTICE: NoticeForm,
    Section.GREETING: GreetingForm,
    Section.HOURS: HoursForm,
    Section.TRANSFER: TransferForm,
    Section.BOOKING_RULES: BookingRulesForm,
    Section.VOICE: VoiceForm,
}


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a colleague made of the section meanwhile."""

    by: str
    at: Any
    lines: list[words.Line]


@dataclass(frozen=True, slots=True)
class Edited:
    """`status` is 200 for a form to fill in, 422 with errors, 409 with `theirs`, 303 when it is
    saved.
    """

    form: SectionForm
    standing: Standing
    status: int = 200
    theirs: Theirs | None = None


def edit(agent: Agent, section: Section, data: Any, *, by: Actor) -> Edited:
    """`data` is what was sent, None for a look. Reads the agent's connection."""
    now = standing.of(agent)
    make = _form_of(agent, section)
    if data is None:
        return Edited(make(agent, now.content, seen=now.seen(section)), now)
    form = make(agent, now.content, data)
    if not form.is_valid():
        return Edited(form, now, 422)
    if form.rearranges:
        return Edited(form, now)
    try:
        drafts.save(agent, section, form.value(), seen=form.cleaned_data["seen"], by=by)
    except ChangedMeanwhile as fault:
        return _both(make, fault, agent, data)
    return Edited(form, now, 303)


def _both(make: Any, fault: ChangedMeanwhile, agent: Agent, data: Any) -> Edited:
    """The form with what was typed, and what stands there now beside it. Sent again, it counts."""
    again = data.copy()
    again["seen"] = fault.now.seen(fault.section)
    form = make(agent, fault.now.content, again)
    draft = fault.now.drafts.get(fault.section)
    live = fault.now.live
    by = draft.edited_by_name if draft else live.asked_by_name if live else ""
    at = draft.edited_at if draft else live.live_at if live else None
    lines = words.lines(fault.section, fault.now.content.get(fault.section))
    return Edited(form, fault.now, 409, Theirs(by, at, lines))


def _form_of(agent: Agent, section: Section) -> type[SectionForm]:
    if section is Section.VOICE and not voices.offered(agent.connection):
        return VoiceNameForm
    return _FORMS[section]
