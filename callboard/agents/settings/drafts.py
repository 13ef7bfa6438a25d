"""Editing: every section is saved by itself into the draft, which all who may edit share.

Whoever saves says what the page had shown. If a colleague changed the same section meanwhile,
nothing is overwritten and nothing is lost: the form comes back with both."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from callboard.agents.holding import hold
from callboard.agents.models import Agent, Draft, Publication
from callboard.agents.models.publication import Kind
from callboard.agents.settings import standing
from callboard.agents.settings.sections import Section, differing
from callboard.agents.settings.standing import Standing
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import departures

RIGHT = "agents.edit"


class ChangedMeanwhile(Exception):
    """Somebody changed this section since the page was opened (409); `now` is how it stands."""

    def __init__(self, now: Standing, section: Section) -> None:
        super().__init__(section)
        self.now = now
        self.section = section


def save(
    agent: Agent,
    section: Section,
    value: Any,
    *,
    seen: str,
    by: Actor,
    at: datetime | None = None,
) -> Standing:
    """Raises `ChangedMeanwhile`."""
    now = at or timezone.now()
    with transaction.atomic():
        departures.must_act("edit_settings", by, RIGHT, agent.client_id)
        before = _locked(agent)
        if before.content.get(section) != value:
            if before.seen(section) != seen:
                raise ChangedMeanwhile(before, section)
            _put(agent, before, {section: value}, by, now)
            _record(agent, "agent_settings.edited", by, now, {"section": section.value})
    return standing.of(agent)


def discard(agent: Agent, sections: Iterable[Section], *, by: Actor) -> int:
    """Back to what is live; how many sections there were."""
    with transaction.atomic():
        departures.must_act("edit_settings", by, RIGHT, agent.client_id)
        before = _locked(agent)
        gone = [section for section in sections if section in before.drafts]
        for section in gone:
            before.drafts[section].delete()
        if gone:
            names = {"sections": ", ".join(section.value for section in gone)}
            _record(agent, "agent_settings.discarded", by, timezone.now(), names)
    return len(gone)


def restore(
    agent: Agent,
    version: Publication,
    sections: Iterable[Section],
    *,
    by: Actor,
    at: datetime | None = None,
) -> list[Section]:
    """An earlier version becomes the draft, as far as it has these sections; those that differ from
    what is live.
    """
    now = at or timezone.now()
    with transaction.atomic():
        departures.must_act("edit_settings", by, RIGHT, agent.client_id)
        before = _locked(agent)
        among = [section for section in sections if section in version.content]
        _put(agent, before, {section: version.content[section] for section in among}, by, now)
        _record(agent, "agent_settings.restored", by, now, {"version": version.number})
    return differing(before.live_content, version.content, among)


def settle(agent: Agent, live: Publication) -> None:
    """What is live is no draft any more. Inside the transaction in which it went live."""
    if live.kind != Kind.SETTINGS:
        return
    for draft in Draft.objects.filter(agent=agent, client_id=agent.client_id):
        if live.content.get(draft.section) == draft.content:
            draft.delete()


def _locked(agent: Agent) -> Standing:
    hold(agent.pk)
    return standing.of(agent)


def _put(
    agent: Agent, before: Standing, values: Mapping[Section, Any], by: Actor, now: datetime
) -> None:
    for section, value in values.items():
        draft = before.drafts.get(section) or Draft(
            agency_id=agent.agency_id, client_id=agent.client_id, agent=agent, section=section
        )
        if value == before.live_content.get(section) and not before.open:
            if draft.pk is not None:
                draft.delete()
            continue
        draft.content = value
        draft.edited_at = now
        draft.edited_by_name, draft.edited_by_id = by.name[:200], by.public_id
        draft.edited_by_staff = by.kind == "staff"
        draft.save()


def _record(agent: Agent, act: str, by: Actor, at: datetime, after: dict[str, Any]) -> None:
    record(
        act,
        agency_id=agent.agency_id,
        client_id=agent.client_id,
        by=by,
        about=f"agent:{agent.public_id}",
        after=after,
        at=at,
    )
