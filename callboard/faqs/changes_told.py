"""What of FAQs waits to be entered somewhere else by hand, with every word of it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from callboard.agents import faq_content
from callboard.agents.faq_content import FaqWords, Step
from callboard.faqs import wording


@dataclass(frozen=True, slots=True)
class Told:
    """`was` is "" of what is new, `becomes` of what is deleted."""

    label: str
    was: str
    becomes: str


def between(before: dict[str, Any], after: dict[str, Any]) -> list[Told]:
    rows = faq_content.rows_of(after)
    found = faq_content.differences(faq_content.rows_of(before), rows)
    told = [_told(step) for step in found.steps]
    if found.is_reordered:
        order = " · ".join(str(one["question"]) for one in rows)
        told.append(Told(_("Another order"), "", order))
    return told


def _told(step: Step) -> Told:
    label = _("%(what)s: %(question)s") % {"what": wording.step(step), "question": step.question}
    was, becomes = step.before, step.after
    renamed = bool(was and becomes and was["question"] != becomes["question"])
    return Told(label, _text(was, renamed=renamed), _text(becomes, renamed=renamed))


def _text(words: FaqWords | None, *, renamed: bool) -> str:
    """The question is in the label, unless that is what changed."""
    if words is None:
        return ""
    ways = " · ".join(map(str, words.get("variants", ())))
    also = _("Also asked: %(ways)s") % {"ways": ways} if ways else ""
    parts = (str(words["question"]) if renamed else "", str(words["answer"]), also)
    return "\n".join(filter(None, parts))
