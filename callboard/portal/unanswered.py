"""Questions without an answer on the page of numbers: where they are heard, and where answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from callboard.agents import faq_content
from callboard.agents.faq_matching import LIKE
from callboard.agents.faq_matching import Questions as Known
from callboard.agents.models import Agent, Faq
from callboard.calls.questions import Question
from callboard.faqs.moments import moment_url
from callboard.insights import unanswered
from callboard.insights.unanswered import Unanswered
from callboard.visibility.visibility import Visibility

# More are in the file.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Card:
    """`more` is how many are not shown, `cut` says that not all were read."""

    title: str
    rows: list["Row"]
    more: int
    cut: str


@dataclass(frozen=True, slots=True)
class Row:
    """`faqs_url` is that of the FAQs in which it is answered by now, `answer_url` where it can be;
    at most one of them is not "".
    """

    question: Question
    moment_url: str
    is_recorded: bool
    faqs_url: str
    answer_url: str


def card(found: Unanswered, agents: Sequence[Agent], assistant: str, by: Visibility) -> Card:
    """`agents` are those whose FAQs the client's people have. One query, or none."""
    shown = found.questions[:SHOWN]
    known = _known(agents) if shown and by.sees("faqs") else {}
    return Card(
        title=unanswered.title(assistant),
        rows=[_row(one, known, by) for one in shown],
        more=len(found.questions) - len(shown),
        cut=unanswered.cut() if found.is_cut else "",
    )


def _row(one: Question, known: dict[int, tuple[str, Known]], by: Visibility) -> Row:
    newest = one.newest
    recording = getattr(newest.call, "recording", None)
    agent, faqs = known.get(newest.agent_id or 0, ("", None))
    is_known = faqs is not None and faqs.best(one.text, LIKE) is not None
    may_answer = faqs is not None and not is_known and by.edits("faqs")
    new = reverse("portal:faq_new", args=[agent]) if may_answer else ""
    return Row(
        question=one,
        moment_url=moment_url("portal", newest),
        is_recorded=bool(recording and recording.is_stored and by.sees("calls.recording")),
        faqs_url=reverse("portal:faqs_of", args=[agent]) if is_known else "",
        answer_url=f"{new}?asked={newest.public_id}" if new else "",
    )


def _known(agents: Sequence[Agent]) -> dict[int, tuple[str, Known]]:
    """What is written of each, whether it is live or not."""
    written: dict[int, list[Faq]] = {agent.pk: [] for agent in agents}
    for faq in Faq.objects.kept().filter(agent__in=agents):
        written[faq.agent_id].append(faq)
    return {
        agent.pk: (
            agent.public_id,
            Known(faq_content.ways_of(faq.words) for faq in written[agent.pk]),
        )
        for agent in agents
    }
