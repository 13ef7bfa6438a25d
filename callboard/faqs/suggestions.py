"""What callers asked and the assistant did not know, the same questions together, as long as no FAQ
answers them and nobody has put them aside.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from callboard.agents import faq_content, faq_matching, faqs
from callboard.agents.models import Agent, Faq
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls.models import UnansweredQuestion

LOOKED_BACK = timedelta(days=60)
# The newest of so many days.
MOST = 300


@dataclass(frozen=True, slots=True)
class Suggestion:
    """As the newest caller asked it; `asked` are all moments, newest first."""

    question: str
    asked: tuple[UnansweredQuestion, ...]

    @property
    def public_id(self) -> str:
        return self.asked[0].public_id

    @property
    def calls(self) -> int:
        return len({one.call_id for one in self.asked})


def of(agent: Agent, kept: Sequence[Faq], now: datetime) -> list[Suggestion]:
    """The most asked first. Two queries."""
    rows = list(_asked(agent, now))
    known = [list(faq_content.ways_of(faq.words)) for faq in kept]
    aside = UnansweredQuestion.objects.put_aside()
    aside = aside.filter(agent=agent, client_id=agent.client_id)
    unwanted = list(aside.values_list("text", flat=True)) if rows else []
    groups = faq_matching.groups([row.text for row in rows])
    found = [
        Suggestion(rows[group[0]].text, tuple(rows[place] for place in group)) for group in groups
    ]
    wanted = [one for one in found if not _is_settled(one, known, unwanted)]
    return sorted(wanted, key=lambda one: -one.calls)


def find(agent: Agent, public_id: str) -> UnansweredQuestion | None:
    """One question of a caller that the client's people may see."""
    rows = UnansweredQuestion.objects.shown_to_client()
    found: UnansweredQuestion | None = rows.filter(
        agent=agent, client_id=agent.client_id, public_id=public_id
    ).first()
    return found


def put_aside(agent: Agent, one: UnansweredQuestion, *, by: Actor) -> None:
    """Neither it nor its like is suggested again."""
    _mark(agent, one, "question_dismissed", timezone.now(), by=by)


def bring_back(agent: Agent, one: UnansweredQuestion, *, by: Actor) -> None:
    _mark(agent, one, "question_brought_back", None, by=by)


def _mark(
    agent: Agent, one: UnansweredQuestion, act: str, aside_at: datetime | None, *, by: Actor
) -> None:
    """The record does not tell a caller's words: it can never be erased."""
    with faqs.holding(agent, f"faqs.{act}", by):
        rows = UnansweredQuestion.objects.filter(pk=one.pk)
        if rows.filter(aside_at__isnull=aside_at is not None).update(aside_at=aside_at):
            record(
                f"agent_faqs.{act}",
                agency_id=agent.agency_id,
                client_id=agent.client_id,
                by=by,
                about=f"faq_question:{one.public_id}",
            )


def _asked(agent: Agent, now: datetime) -> QuerySet[UnansweredQuestion]:
    rows = UnansweredQuestion.objects.shown_to_client().newest_first()
    rows = rows.filter(agent=agent, client_id=agent.client_id, asked_at__gt=now - LOOKED_BACK)
    found: QuerySet[UnansweredQuestion] = rows.select_related("call").only(
        "public_id", "text", "line", "start_ms", "asked_at", "agent_id", "call__public_id"
    )[:MOST]
    return found


def _is_settled(one: Suggestion, known: list[list[str]], unwanted: list[str]) -> bool:
    if any(faq_matching.alike(one.question, other) >= faq_matching.LIKE for other in unwanted):
        return True
    return faq_matching.best(one.question, known, faq_matching.LIKE) is not None
