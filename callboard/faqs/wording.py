"""FAQs in words: where one stands, what a publication changes, what came of it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.agents.faq_content import Difference, Differences, Step
from callboard.agents.faq_matching import SAME, Ways, words
from callboard.agents.faq_states import Standing
from callboard.agents.models import Faq

_STEPS = {
    Difference.ADDED: gettext_lazy("New"),
    Difference.CHANGED: gettext_lazy("Changed"),
    Difference.REMOVED: gettext_lazy("Deleted"),
}
TONES = {
    Standing.LIVE: "green",
    Standing.PUBLISHING: "blue",
    Standing.SENT: "amber",
    Standing.DRAFT: "gray",
}


def standing(one: Standing, agency_name: str) -> str:
    if one is Standing.SENT:
        return _("Sent to %(agency)s, not live yet") % {"agency": agency_name}
    return {
        Standing.LIVE: _("Live"),
        Standing.PUBLISHING: _("Publishing"),
        Standing.DRAFT: _("Draft"),
    }[one]


def step(one: Step) -> str:
    return str(_STEPS[one.what])


def parts(one: Step) -> str:
    """What of it was changed: "question and answer"."""
    if one.before is None or one.after is None:
        return ""
    names = {"question": _("question"), "answer": _("answer"), "variants": _("other ways to ask")}
    changed = [name for key, name in names.items() if one.before.get(key) != one.after.get(key)]
    if len(changed) < 2:
        return "".join(changed)
    return _("%(first)s and %(last)s") % {"first": ", ".join(changed[:-1]), "last": changed[-1]}


def lines(changes: Differences) -> list[str]:
    """One a change: "New: Do you take Delta Dental?"."""
    told = [
        _("%(what)s: %(question)s") % {"what": step(one), "question": one.question}
        for one in changes.steps
    ]
    return [*told, _("Another order")] if changes.is_reordered else told


def duplicates(faqs: Sequence[Faq]) -> dict[str, str]:
    """By the id of each FAQ that asks what one before it asks, the question of that one."""
    found: dict[str, str] = {}
    earlier, of = Ways(), list[Faq]()
    for faq in faqs:
        ways = [words(way) for way in (faq.question, *faq.variants)]
        same = [one for way in ways if (one := earlier.first(way, SAME)) is not None]
        if same:
            found[faq.public_id] = of[min(same)].question
        for way in ways:
            earlier.add(way)
            of.append(faq)
    return found
