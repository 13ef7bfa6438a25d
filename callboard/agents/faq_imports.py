"""FAQs out of a file: those whose question is there already are changed, the others are new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from callboard.agents import faqs
from callboard.agents.faqs import Words
from callboard.agents.models import Agent, Faq
from callboard.audit.actor import Actor


@dataclass(frozen=True, slots=True)
class Imported:
    added: int
    changed: int


def known(kept: Sequence[Faq]) -> dict[str, Faq]:
    """By their questions, as two of them are compared."""
    return {key(faq.question): faq for faq in reversed(kept)}


def key(question: str) -> str:
    return " ".join(question.casefold().split())


def take_over(
    agent: Agent, many: Sequence[Words], *, by: Actor, at: datetime | None = None
) -> Imported:
    """All of them, or none: raises `TooMany`. Of two with the same question the last counts."""
    now = at or timezone.now()
    wanted = {key(words.question): words for words in many}
    with faqs.holding(agent, "faqs.import", by):
        there = known(faqs.kept(agent))
        changed = [(there[one], wanted.pop(one)) for one in list(wanted) if one in there]
        differing = faqs.change_all(agent, changed, by=by, at=now)
        faqs.add_all(agent, list(wanted.values()), by=by, at=now)
    return Imported(len(wanted), differing)
