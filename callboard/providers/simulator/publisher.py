"""The simulator's side of publishing: it keeps what is live, and example calls speak with it."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from callboard.agents.models import Agent
from callboard.providers.models import Simulated
from callboard.providers.publishing import Release


class SimulatorPublisher:
    def publish(self, agent: Agent, release: Release) -> None:
        rows = Simulated.objects.filter(agent=agent, client_id=agent.client_id, kind=release.kind)
        facts = {"number": release.number, "content": dict(release.content)}
        if rows.filter(number__lt=release.number).update(since=timezone.now(), **facts):
            return
        try:
            with transaction.atomic():
                Simulated.objects.create(
                    agency_id=agent.agency_id,
                    client_id=agent.client_id,
                    agent=agent,
                    kind=release.kind,
                    since=timezone.now(),
                    **facts,
                )
        except IntegrityError:
            return  # this one is there already, or a newer


def live(agent: Agent, kind: str) -> Mapping[str, Any]:
    """Empty where nothing was published."""
    rows = Simulated.objects.filter(agent=agent, client_id=agent.client_id, kind=kind)
    found: Mapping[str, Any] | None = rows.values_list("content", flat=True).first()
    return found or {}
