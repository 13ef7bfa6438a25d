"""What callers asked in vain, as long as no FAQ answers it and nobody has put it aside."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from callboard.agents import faq_content, faqs
from callboard.agents.faq_matching import LIKE
from callboard.agents.faq_matching import Questions as Known
from callboard.agents.models import Agent, Faq
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls import questions
from callboard.calls.models import UnansweredQuestion
from callboard.calls.questions import Question

LOOKED_BACK = timedelta(days=60)
# The newest of so many days.
MOST = 300


def of(agent: Agent, kept: Sequence[Faq], now: datetime) -> list[Question]:
    """The most asked first. Two queries."""
    rows = UnansweredQuestion.objects.shown_to_client().newest_first().with_moments()
    rows = rows.filter(agent=agent, client_id=agent.client_id, asked_at__gt=now - LOOKED_BACK)
    known = Known(faq_content.ways_of(faq.words) for faq in kept)
    asked = questions.together(list(rows[:MOST]), agent.client_id)
    open_ones = [one for one in asked if known.best(one.text, LIKE) is None]
    return sorted(open_ones, key=lambda one: -one.calls)


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
