"""Where an agent's settings stand: what is live, what is in the draft, and what became of the last
that was published.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from callboard.agents.models import Agent, Draft, Publication
from callboard.agents.models.publication import Kind, State
from callboard.agents.settings.changes import Change, between
from callboard.agents.settings.sections import Content, Section, differing


@dataclass(frozen=True, slots=True)
class Standing:
    """`live` is what callers hear; `last` the newest publication, whatever became of it."""

    live: Publication | None
    last: Publication | None
    drafts: Mapping[str, Draft]

    @property
    def live_content(self) -> Content:
        return self.live.content if self.live else {}

    @property
    def content(self) -> Content:
        """With the draft."""
        drafted = {section: draft.content for section, draft in self.drafts.items()}
        return {**self.live_content, **drafted}

    @property
    def open(self) -> Publication | None:
        return self.last if self.last and self.last.is_open else None

    def seen(self, section: str) -> str:
        """To tell by whether a section has changed since a page showed it."""
        return _mark(self.content.get(section))

    def to_publish(self, among: Iterable[Section]) -> list[Section]:
        """Sections of the draft that differ from what is live, and from what is on its way."""
        ahead = self.open.content if self.open else self.live_content
        return differing(ahead, self.content, among)

    def changes(self, among: Iterable[Section]) -> list[Change]:
        """Of the draft against what is live."""
        return between(self.live_content, self.content, among)

    def seen_all(self, among: Iterable[Section]) -> str:
        """Of all that publishing would make live."""
        return _mark({section: self.content.get(section) for section in among})


def of(agent: Agent) -> Standing:
    """Three queries, two where the newest is live."""
    rows = Publication.objects.of(agent.pk, agent.client_id, Kind.SETTINGS)
    last = rows.newest_first().first()
    is_live = last is None or last.state == State.LIVE
    drafts = Draft.objects.filter(agent=agent, client_id=agent.client_id)
    return Standing(
        live=last if is_live else rows.live().first(),
        last=last,
        drafts={draft.section: draft for draft in drafts},
    )


def _mark(value: Any) -> str:
    plain = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]
