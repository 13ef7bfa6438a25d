"""What a provider has to do so that a client's changes reach its callers by themselves.

Where a provider has no publisher, what a client publishes goes to its agency, who puts it live by
hand and says so (`callboard.providers.publish`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from callboard.agents.models import Agent


class NotReached(Exception):
    """Nothing changed at the provider. Who cannot tell asks it before saying so."""


@dataclass(frozen=True, slots=True)
class Release:
    """`kind` is a `callboard.agents.models.publication.Kind`, `number` grows with each release of
    an agent and kind, `content` is all of it: sections (`callboard.agents.settings`) or FAQs.
    """

    kind: str
    number: int
    content: Mapping[str, Any]


class Publisher(Protocol):
    def publish(self, agent: Agent, release: Release) -> None:
        """Returns when new calls are answered by it. Raises `NotReached`.

        Sent twice it does nothing more, and an older one never takes the place of a newer. Reads
        the agent's connection and client."""
