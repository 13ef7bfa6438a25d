"""The page of an assistant's settings, as one reader sees it."""

from dataclasses import dataclass
from datetime import datetime

from callboard.agents.models import Agent, Draft
from callboard.agents.settings import standing, words
from callboard.agents.settings.changes import Change
from callboard.agents.settings.saying import seconds_to_say
from callboard.agents.settings.sections import Section, full_greeting
from callboard.agents.settings.standing import Standing
from callboard.assistant import voices
from callboard.assistant.news import News, news_of
from callboard.assistant.reader import Reader


@dataclass(frozen=True, slots=True)
class Card:
    """One section. `draft` is what was changed and is not live."""

    section: Section
    lines: list[words.Line]
    can_edit: bool
    draft: Draft | None

    @property
    def title(self) -> str:
        return str(self.section.label)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`to_publish` is what a press of the button would send; `seen` goes with it."""

    agent: Agent
    reader: Reader
    standing: Standing
    cards: list[Card]
    changes: list[Change]
    to_publish: list[Section]
    seen: str
    news: News
    seconds: int
    edited_at: datetime | None

    @property
    def greeting(self) -> str:
        return full_greeting(self.standing.content)


def of(agent: Agent, reader: Reader) -> Sheet:
    """Three queries. Reads the agent's connection and client, and the client's agency."""
    now = standing.of(agent)
    drafted = [now.drafts[section] for section in reader.edits if section in now.drafts]
    return Sheet(
        agent=agent,
        reader=reader,
        standing=now,
        cards=[_card(agent, reader, now, section) for section in reader.sees],
        changes=now.changes(reader.edits),
        to_publish=now.to_publish(reader.edits),
        seen=now.seen_all(reader.edits),
        news=news_of(now, agent, is_staff=reader.is_staff),
        seconds=seconds_to_say(full_greeting(now.content)),
        edited_at=max((draft.edited_at for draft in drafted), default=None),
    )


def _card(agent: Agent, reader: Reader, now: Standing, section: Section) -> Card:
    can_edit = section in reader.edits
    if section is Section.VOICE and not reader.is_staff:
        # Whose provider does not say which voices it has can choose none.
        can_edit = can_edit and bool(voices.offered(agent.connection))
    # Of what somebody may only see, they see what callers hear.
    shown = now.content if can_edit else now.live_content
    draft = now.drafts.get(section) if can_edit else None
    return Card(section, words.in_short(section, shown.get(section)), can_edit, draft)
