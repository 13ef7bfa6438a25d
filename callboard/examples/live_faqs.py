"""Example calls answer with what is live: whoever asks what a live FAQ answers gets its words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from django.db.models import Q

from callboard.agents import faq_content
from callboard.agents.faq_content import FaqWords
from callboard.agents.faq_matching import Questions
from callboard.agents.models import Agent, Publication
from callboard.agents.models.publication import Kind
from callboard.examples.script import Script
from callboard.examples.speech import Speaker


def at(agent: Agent, moment: datetime) -> list[FaqWords]:
    """Those that were live then: however often a call is told, it tells the same."""
    rows = Publication.objects.of(agent.pk, agent.client_id, Kind.FAQS)
    was = rows.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=moment), live_at__lte=moment)
    return faq_content.rows_of(was.values_list("content", flat=True).first())


def drawn(faqs: Sequence[FaqWords], key: str) -> dict[str, str]:
    """What is asked in a call that is about one of them, and the answer."""
    if not faqs:
        return {"question": "", "answer": ""}
    one = Random(f"faq {key}").choice(faqs)  # noqa: S311 - a story, not a secret
    return {"question": str(one["question"]), "answer": str(one["answer"])}


def answered(script: Script, faqs: Sequence[FaqWords]) -> Script:
    """With the words of the FAQ wherever the caller asks what one answers, and the assistant says
    something to it.
    """
    lines, known = list(script.lines), Questions(faq_content.ways_of(one) for one in faqs)
    for place, line in enumerate(lines[:-1]):
        if line.speaker is not Speaker.CALLER or lines[place + 1].speaker is not Speaker.AGENT:
            continue
        asked = known.best(line.text) if "?" in line.text else None
        if asked is not None:
            words = str(faqs[asked.place]["answer"])
            lines[place + 1] = replace(lines[place + 1], text=words)
    return replace(script, lines=tuple(lines))
