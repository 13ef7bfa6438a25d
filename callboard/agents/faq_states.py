"""Where each FAQ stands, by what is live and what is on its way: derived, never stored."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from callboard.agents import faq_content, faqs
from callboard.agents.faq_content import Differences, FaqWords
from callboard.agents.models import Agent, Faq, Publication
from callboard.agents.models.publication import Kind, State


class Standing(StrEnum):
    LIVE = "live"
    PUBLISHING = "publishing"
    SENT = "sent"  # at the agency, who puts it live by hand
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Standings:
    """`latest` is the last publication whose end the page has to tell: open, failed or sent back.
    `changes` is what publishing now would change for callers, `unsent` what would change of what is
    on its way.
    """

    faqs: list[Faq]
    live: Publication | None
    latest: Publication | None
    changes: Differences
    unsent: Differences
    _live: dict[str, FaqWords] = field(default_factory=dict)
    _open: dict[str, FaqWords] = field(default_factory=dict)

    @property
    def open(self) -> Publication | None:
        return self.latest if self.latest is not None and self.latest.is_open else None

    @property
    def content(self) -> dict[str, Any]:
        return faq_content.content_of(self.faqs)

    def of(self, faq: Faq) -> Standing:
        words = faq.stored
        if self._live.get(faq.public_id) == words:
            return Standing.LIVE
        if self.open is not None and self._open.get(faq.public_id) == words:
            publishing = self.open.state == State.PUBLISHING
            return Standing.PUBLISHING if publishing else Standing.SENT
        return Standing.DRAFT

    def was_live(self, faq: Faq) -> FaqWords | None:
        """What callers hear now, of one whose words have changed since."""
        words = self._live.get(faq.public_id)
        return words if words != faq.stored else None


def of(agent: Agent) -> Standings:
    """Three queries."""
    mine = faqs.kept(agent)
    rows = Publication.objects.of(agent.pk, agent.client_id, Kind.FAQS)
    live, newest = rows.live().first(), rows.newest_first().first()
    told = (State.PUBLISHING, State.WAITING, State.FAILED, State.RETURNED)
    latest = newest if newest is not None and newest.state in told else None
    now = faq_content.rows_of(live.content if live else None)
    ahead = faq_content.rows_of(latest.content) if latest and latest.is_open else now
    wanted = [faq.stored for faq in mine]
    return Standings(
        faqs=mine,
        live=live,
        latest=latest,
        changes=faq_content.differences(now, wanted),
        unsent=faq_content.differences(ahead, wanted),
        _live={str(one["id"]): one for one in now},
        _open={str(one["id"]): one for one in ahead},
    )
