"""Asking the agency to change what it keeps to itself."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from callboard.agents.models import Agent, ChangeRequest
from callboard.agents.settings.sections import Section
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import departures

RIGHT = "agents.edit"

# Who else is told of a request.
_told: list[Callable[[ChangeRequest], None]] = []


def when_asked(tell: Callable[[ChangeRequest], None]) -> None:
    """`tell` is called in the transaction that writes it down."""
    _told.append(tell)


def ask(
    agent: Agent, section: Section, text: str, *, by: Actor, at: datetime | None = None
) -> ChangeRequest:
    now = at or timezone.now()
    with transaction.atomic():
        departures.must_act("ask_for_change", by, RIGHT, agent.client_id)
        made = ChangeRequest.objects.create(
            agency_id=agent.agency_id,
            client_id=agent.client_id,
            agent=agent,
            section=section,
            text=text,
            asked_at=now,
            asked_by_name=by.name[:200],
        )
        _record(made, "agent_settings.change_asked", by, now)
        for tell in _told:
            tell(made)
    return made


def done(request: ChangeRequest, *, by: Actor, at: datetime | None = None) -> bool:
    """False where somebody else has said so already."""
    now = at or timezone.now()
    with transaction.atomic():
        departures.must_act("settle_change", by, RIGHT)
        rows = ChangeRequest.objects.filter(pk=request.pk, done_at__isnull=True)
        if rows.update(done_at=now, done_by_name=by.name[:200]) != 1:
            return False
        _record(request, "agent_settings.change_done", by, now)
    return True


def _record(made: ChangeRequest, act: str, by: Actor, at: datetime) -> None:
    record(
        act,
        agency_id=made.agency_id,
        client_id=made.client_id,
        by=by,
        about=f"agent:{made.agent.public_id}",
        after={"section": made.section},
        at=at,
    )
