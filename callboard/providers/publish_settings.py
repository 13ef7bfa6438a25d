"""Publishing the draft of an agent's settings: the sections that the one who publishes may edit."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from callboard.agents.holding import hold
from callboard.agents.models import Agent, Publication
from callboard.agents.models.publication import Kind
from callboard.agents.settings import standing
from callboard.agents.settings.sections import Section
from callboard.audit.actor import Actor
from callboard.providers.publish import publish


class NothingToPublish(Exception):
    """The draft is what is live, or on its way there."""


class DraftChanged(Exception):
    """It is not the draft that the page showed any more (409)."""


def publish_settings(
    agent: Agent,
    sections: Sequence[Section],
    *,
    seen: str,
    by: Actor,
    at: datetime | None = None,
) -> Publication:
    """`seen` is the `seen_all` of what was shown. The draft stays until all of it is live.

    Raises `NothingToPublish`, `DraftChanged`, `AlreadyPublishing`, and `Gone`."""
    with transaction.atomic():
        hold(agent.pk)
        now = standing.of(agent)
        if not now.to_publish(sections):
            raise NothingToPublish
        if now.seen_all(sections) != seen:
            raise DraftChanged
        # What a colleague who may edit more has sent, and is not live, goes along.
        content = dict(now.open.content if now.open else now.live_content)
        content |= {section: now.content[section] for section in sections if section in now.content}
        return publish(agent, Kind.SETTINGS, content, by=by, at=at)
