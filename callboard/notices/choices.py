"""Which mails about calls each of a client's people wants: read, chosen, stopped."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from callboard.agents.models import Agent
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls.models import Call
from callboard.notices.events import Event, seen
from callboard.notices.models import Notice, NoticeChoice
from callboard.notices.quiet import QuietHours
from callboard.notices.rhythm import Rhythm
from callboard.people.models import Membership
from callboard.visibility import visibility

# What somebody has to act on, and no more: nobody asked for these mails yet.
BY_DEFAULT = frozenset({Event.URGENT, Event.CALL_BACK})


@dataclass(frozen=True, slots=True)
class Choice:
    """`agent` None is every line."""

    events: Collection[Event] = BY_DEFAULT
    summary: Rhythm = Rhythm.WEEKLY
    agent: Agent | None = None
    quiet: QuietHours = field(default_factory=QuietHours)
    urgent_anyway: bool = False

    def only(self, events: Collection[Event]) -> "Choice":
        """Without mails about anything else."""
        return replace(self, events=frozenset(self.events) & frozenset(events))

    def wants(self, event: Event, call: Call) -> bool:
        """A line that has gone to another client meanwhile was a choice of nothing: every line."""
        line = self.agent
        chosen = line is None or line.client_id != call.client_id or line.pk == call.agent_id
        return chosen and event in self.events


def of(membership: Membership) -> Choice:
    """Read along `notice_choice__agent`: this asks for nothing more."""
    row: NoticeChoice | None = getattr(membership, "notice_choice", None)
    if row is None:
        return Choice()
    return Choice(
        events=frozenset(event for event in Event if getattr(row, event.value)),
        summary=Rhythm(row.summary),
        agent=row.agent,
        quiet=QuietHours(row.quiet_from, row.quiet_until, frozenset(row.quiet_days)),
        urgent_anyway=row.urgent_anyway,
    )


def told_to(person: Membership) -> Choice:
    """What they chose, without what their agency hides from them now. Read along as for `of`, and
    `client__agency`.
    """
    return of(person).only(seen(visibility.of(person.client.agency, person.client)))


def row_of(membership: Membership) -> NoticeChoice:
    """Made with the defaults where there is none."""
    rows = NoticeChoice.objects.select_related("agent")
    found: NoticeChoice
    found, _made = rows.get_or_create(
        membership=membership,
        defaults={"agency_id": membership.agency_id, "client_id": membership.client_id},
    )
    found.membership = membership
    return found


def choose(membership: Membership, choice: Choice, *, by: Actor) -> None:
    """What waits is looked at again, by the new choice."""
    now = timezone.now()
    with transaction.atomic():
        row = _held(row_of(membership))
        facts = {event.value: event in choice.events for event in Event} | {
            "summary": choice.summary,
            "agent": choice.agent,
            "quiet_from": choice.quiet.begins,
            "quiet_until": choice.quiet.ends,
            "quiet_days": sorted(choice.quiet.days),
            "urgent_anyway": choice.urgent_anyway,
        }
        changed = {name for name, value in facts.items() if getattr(row, name) != value}
        if not changed:
            return
        before = _told(row)
        for name, value in facts.items():
            setattr(row, name, value)
        # Whoever chose again knows.
        row.stopped_at = None
        row.save()
        Notice.objects.filter(membership=membership, mail__isnull=True).update(due_at=now)
        _record("notices.changed", row, before, by=by, at=now)


def stop(row: NoticeChoice, events: Collection[Event], *, by: Actor, summary: bool = False) -> None:
    """Somebody used the link of a mail: about these events, or of a `summary`. Once more changes
    nothing.
    """
    now = timezone.now()
    with transaction.atomic():
        held = _held(row)
        before = _told(held)
        stopped = {event.value: False for event in events if getattr(held, event.value)}
        off = {"summary": Rhythm.OFF} if summary and held.summary != Rhythm.OFF else {}
        facts = {**stopped, **off}
        if not facts:
            return
        for name, value in facts.items():
            setattr(held, name, value)
        held.stopped_at = now
        held.save(update_fields=[*facts, "stopped_at"])
        _record("notices.stopped", held, before, by=by, at=now)


def _held(row: NoticeChoice) -> NoticeChoice:
    """As it is now, until the transaction ends."""
    held = NoticeChoice.objects.select_for_update().get(pk=row.pk)
    held.membership = row.membership
    return held


def _told(row: NoticeChoice) -> dict[str, Any]:
    quiet = [one.isoformat("minutes") for one in (row.quiet_from, row.quiet_until) if one]
    return {
        "mails": [event.value for event in Event if getattr(row, event.value)],
        "summary": row.summary,
        "line": row.agent.name if row.agent else "",
        "quiet": "–".join(quiet),
        "quiet_days": row.quiet_days,
        "urgent_anyway": row.urgent_anyway,
    }


def _record(
    act: str, row: NoticeChoice, before: dict[str, Any], *, by: Actor, at: datetime
) -> None:
    user = row.membership.user
    record(
        act,
        agency_id=row.agency_id,
        client_id=row.client_id,
        by=by,
        about=f"user:{user.public_id}",
        before=before,
        after={**_told(row), "address": user.email},
        at=at,
    )
