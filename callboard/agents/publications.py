"""What becomes of a version of an agent's settings or FAQs. Nothing else writes these columns.

    publishing ──> live ──> past            the phone system took it; a newer one is live
        │  └────> waiting                   there is nothing that could publish it
        └───────> failed                    the phone system could not be reached
    waiting ────> live                      staff put it live by hand
        ├───────> returned                  staff sent it back, with a reason
        ├───────> withdrawn                 who sent it took it back
        └───────> replaced                  somebody published anew before it was live

Each arrow is one conditional UPDATE that hits one row or none, in the transaction of its entry in
the record: of two at once, one acts."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from callboard.agents.holding import hold
from callboard.agents.models import Agent, Publication
from callboard.agents.models.publication import Kind, State
from callboard.agents.settings import drafts
from callboard.audit.actor import SYSTEM, Actor
from callboard.audit.record import record

# As the record calls them.
_NOUN = {Kind.SETTINGS: "agent_settings", Kind.FAQS: "agent_faqs"}


# Who else is told where a publication stands now.
_told: list[Callable[[Publication], None]] = []


def when_moved(tell: Callable[[Publication], None]) -> None:
    """`tell` is called in the transaction in which it moved."""
    _told.append(tell)


class AlreadyPublishing(Exception):
    """One of the same kind is on its way to the phone system (409)."""


class NotOpen(Exception):
    """Somebody else decided it meanwhile (409)."""


def live(agent: Agent, kind: str) -> Publication | None:
    """What callers hear now, as far as anybody knows."""
    rows = Publication.objects.of(agent.pk, agent.client_id, kind)
    found: Publication | None = rows.live().first()
    return found


def ask(
    agent: Agent, kind: str, content: dict[str, Any], state: State, *, by: Actor, at: datetime
) -> Publication:
    """A new version, on its way (`PUBLISHING`) or at the agency (`WAITING`). Runs inside the
    caller's transaction. Raises `AlreadyPublishing`.
    """
    # Their order, and who is the only one open, hang on this row.
    hold(agent.pk)
    rows = Publication.objects.of(agent.pk, agent.client_id, kind)
    open_one = rows.open().first()
    if open_one is not None:
        if open_one.state == State.PUBLISHING:
            raise AlreadyPublishing
        _move(open_one, State.WAITING, State.REPLACED, by=by, at=at, ended_at=at)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    made: Publication = Publication.objects.create(
        agency_id=agent.agency_id,
        client_id=agent.client_id,
        agent=agent,
        kind=kind,
        number=last + 1,
        content=content,
        state=state,
        before=rows.live().first(),
        asked_at=at,
        asked_by_name=by.name[:200],
        asked_by_id=by.public_id,
        asked_by_staff=by.kind == "staff",
    )
    _record(made, "published" if state == State.PUBLISHING else "handed_over", by, at)
    return made


def went_live(
    one: Publication, was: State, *, by: Actor = SYSTEM, at: datetime | None = None
) -> bool:
    """The phone system has it. False where it is not at `was` any more: it then went live before,
    or never will.
    """
    now = at or timezone.now()
    with transaction.atomic():
        hold(one.agent_id)
        rows = Publication.objects.of(one.agent_id, one.client_id, one.kind)
        if not rows.filter(pk=one.pk, state=was).exists():
            return False
        rows.live().update(state=State.PAST, ended_at=now)
        if not _move(one, was, State.LIVE, by=by, at=now, live_at=now):
            return False
        drafts.settle(one.agent, one)
        return True


def failed(one: Publication, *, at: datetime | None = None) -> bool:
    """It did not get there: what was live still is."""
    now = at or timezone.now()
    return _move(one, State.PUBLISHING, State.FAILED, by=SYSTEM, at=now, ended_at=now)


def hand_over(one: Publication, *, at: datetime | None = None) -> bool:
    """Nothing can publish it: it waits for staff."""
    return _move(one, State.PUBLISHING, State.WAITING, by=SYSTEM, at=at or timezone.now())


def drop(one: Publication, was: State, *, at: datetime | None = None) -> bool:
    """Its agent answers for another client now."""
    now = at or timezone.now()
    return _move(one, was, State.REPLACED, by=SYSTEM, at=now, ended_at=now)


def mark_live(one: Publication, *, by: Actor, at: datetime | None = None) -> None:
    """Staff have put it live by hand. Raises `NotOpen`."""
    if not went_live(one, State.WAITING, by=by, at=at):
        raise NotOpen


def send_back(one: Publication, reason: str, *, by: Actor, at: datetime | None = None) -> None:
    """With why it will not be live. Raises `NotOpen`."""
    now = at or timezone.now()
    if not _move(one, State.WAITING, State.RETURNED, by=by, at=now, ended_at=now, reason=reason):
        raise NotOpen


def withdraw(one: Publication, *, by: Actor, at: datetime | None = None) -> None:
    """Its draft stays. Raises `NotOpen`."""
    now = at or timezone.now()
    if not _move(one, State.WAITING, State.WITHDRAWN, by=by, at=now, ended_at=now):
        raise NotOpen


_ACTS = {
    State.LIVE: "went_live",
    State.FAILED: "failed",
    State.WAITING: "handed_over",
    State.RETURNED: "sent_back",
    State.REPLACED: "replaced",
    State.WITHDRAWN: "withdrawn",
}


def _move(
    one: Publication, was: State, to: State, *, by: Actor, at: datetime, **facts: Any
) -> bool:
    if by is not SYSTEM and to in (State.LIVE, State.RETURNED):
        facts["settled_by_name"] = by.name[:200]
    with transaction.atomic():
        rows = Publication.objects.filter(pk=one.pk, state=was)
        if rows.update(state=to, **facts) != 1:
            return False
        one.refresh_from_db()
        _record(one, _ACTS[to], by, at)
    return True


def _record(one: Publication, act: str, by: Actor, at: datetime) -> None:
    after = {"version": one.number}
    record(
        f"{_NOUN[Kind(one.kind)]}.{act}",
        agency_id=one.agency_id,
        client_id=one.client_id,
        by=by,
        about=f"agent:{one.agent.public_id}",
        before={"version": one.before.number} if one.before else {},
        after=after | ({"reason": one.reason} if one.reason else {}),
        at=at,
    )
    for tell in _told:
        tell(one)
