"""Publishing an agent's FAQs as they are written now."""

from datetime import datetime

from django.db import transaction

from callboard.agents import faq_content, faq_states
from callboard.agents.holding import hold
from callboard.agents.models import Agent, Publication
from callboard.agents.models.publication import Kind
from callboard.audit.actor import Actor
from callboard.providers.publish import publish


class NothingToPublish(Exception):
    """They are live, or on their way."""


class DraftChanged(Exception):
    """They are not what the page showed any more (409)."""


def publish_faqs(agent: Agent, *, seen: str, by: Actor, at: datetime | None = None) -> Publication:
    """`seen` is the digest of what was shown. Raises `NothingToPublish`, `DraftChanged`,
    `AlreadyPublishing`, and `Gone`.
    """
    with transaction.atomic():
        hold(agent.pk)
        now = faq_states.of(agent)
        if not now.unsent:
            raise NothingToPublish
        if faq_content.digest(now.content) != seen:
            raise DraftChanged
        return publish(agent, Kind.FAQS, now.content, by=by, at=at)
