"""What people do to an agent's FAQs: each act with its version and its entry in the record.

Nothing of it is live before it is published (`callboard.providers.publish`)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from callboard.agents.holding import hold
from callboard.agents.models import Agent, Faq, FaqVersion
from callboard.agents.models.faq_version import FaqAct
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import departures

RIGHT = "agents.edit"
MOST = 200
LONGEST_QUESTION, LONGEST_ANSWER, MOST_VARIANTS = 200, 600, 10


class TooMany(Exception):
    """An agent has `MOST` FAQs (409)."""


class Changed(Exception):
    """Somebody else changed or deleted it meanwhile; `by` is it as it is now (409)."""

    def __init__(self, now: Faq) -> None:
        super().__init__(now.pk)
        self.now = now


@dataclass(frozen=True, slots=True)
class Words:
    question: str
    answer: str
    variants: tuple[str, ...] = ()

    def stored(self) -> dict[str, Any]:
        return {**asdict(self), "variants": list(self.variants)}


@contextmanager
def holding(agent: Agent, event: str, by: Actor) -> Iterator[None]:
    """Their order and their number hang on the agent's row. Raises `Gone`."""
    with transaction.atomic():
        departures.must_act(event, by, RIGHT, agent.client_id)
        hold(agent.pk)
        yield


def kept(agent: Agent) -> list[Faq]:
    """Those that are there, in their order."""
    rows = Faq.objects.of(agent.pk, agent.client_id).kept().in_order()
    return list(rows)


def add(agent: Agent, words: Words, *, by: Actor, at: datetime | None = None) -> Faq:
    """At the end. Raises `TooMany`."""
    (made,) = add_all(agent, [words], by=by, at=at)
    return made


def add_all(
    agent: Agent, many: Sequence[Words], *, by: Actor, at: datetime | None = None
) -> list[Faq]:
    """All of them, or none: raises `TooMany`."""
    now = at or timezone.now()
    with holding(agent, "faqs.add", by):
        rows = Faq.objects.of(agent.pk, agent.client_id)
        if rows.kept().count() + len(many) > MOST:
            raise TooMany
        last = rows.aggregate(last=Max("place"))["last"] or 0
        made = [
            Faq.objects.create(
                agency_id=agent.agency_id,
                client_id=agent.client_id,
                agent=agent,
                place=place,
                created_at=now,
                changed_at=now,
                changed_by_name=by.name[:200],
                **words.stored(),
            )
            for place, words in enumerate(many, last + 1)
        ]
        for faq in made:
            _keep_version(faq, FaqAct.ADDED, {}, by, now)
    return made


def change(faq: Faq, words: Words, revision: int, *, by: Actor, at: datetime | None = None) -> bool:
    """False where nothing differs. Raises `Changed` where it is not at `revision` any more."""
    if faq.removed_at is None and faq.words == words.stored():
        return False
    with holding(faq.agent, "faqs.change", by):
        _write(faq, revision, FaqAct.CHANGED, words.stored(), by=by, at=at or timezone.now())
    return True


def change_all(
    agent: Agent, many: Sequence[tuple[Faq, Words]], *, by: Actor, at: datetime | None = None
) -> int:
    """How many differ. Raises `Changed`."""
    differing = [(faq, words) for faq, words in many if faq.words != words.stored()]
    with holding(agent, "faqs.change", by):
        for faq, words in differing:
            now = at or timezone.now()
            _write(faq, faq.revision, FaqAct.CHANGED, words.stored(), by=by, at=now)
    return len(differing)


def restore(faq: Faq, version: FaqVersion, *, by: Actor, at: datetime | None = None) -> None:
    """As it was then; brings back one that was removed. Raises `Changed` and `TooMany`."""
    with holding(faq.agent, "faqs.restore", by):
        if faq.removed_at is not None and len(kept(faq.agent)) >= MOST:
            raise TooMany
        back = {**version.words, "removed_at": None}
        _write(faq, faq.revision, FaqAct.RESTORED, back, by=by, at=at or timezone.now())


def remove(faq: Faq, *, by: Actor, at: datetime | None = None) -> None:
    """Once: of two at once, and when pressed again, nothing more happens."""
    now = at or timezone.now()
    _turn(faq, FaqAct.REMOVED, {"removed_at": now}, is_removed=False, by=by, at=now)


def bring_back(faq: Faq, *, by: Actor, at: datetime | None = None) -> None:
    """To where it was. Raises `TooMany`."""
    now = at or timezone.now()
    _turn(faq, FaqAct.BROUGHT_BACK, {"removed_at": None}, is_removed=True, by=by, at=now)


def move(faq: Faq, steps: int, *, by: Actor) -> bool:
    """One up (-1) or down (1). False at the end of the list."""
    with holding(faq.agent, "faqs.move", by):
        rows = kept(faq.agent)
        here = next((place for place, one in enumerate(rows) if one.pk == faq.pk), None)
        if here is None or not 0 <= here + steps < len(rows):
            return False
        mine, other = rows[here], rows[here + steps]
        mine.place, other.place = other.place, mine.place
        Faq.objects.bulk_update([mine, other], ["place"])
        before, after = {"place": here + 1}, {"place": here + steps + 1}
        _record(faq, "moved", by, timezone.now(), before=before, after=after)
    return True


def _turn(
    faq: Faq, act: FaqAct, facts: dict[str, Any], *, is_removed: bool, by: Actor, at: datetime
) -> None:
    with holding(faq.agent, f"faqs.{act}", by):
        row = Faq.objects.get(pk=faq.pk)
        if (row.removed_at is not None) is not is_removed:
            return
        if is_removed and len(kept(faq.agent)) >= MOST:
            raise TooMany
        _write(row, row.revision, act, facts, by=by, at=at)
    faq.refresh_from_db()


def _write(
    faq: Faq, revision: int, act: FaqAct, facts: dict[str, Any], *, by: Actor, at: datetime
) -> None:
    """`faq` as it was read; its facts are those of `revision`, or it was changed since."""
    before = faq.words if faq.removed_at is None else {}
    rows = Faq.objects.filter(pk=faq.pk, revision=revision)
    rows = rows.kept() if act == FaqAct.CHANGED else rows
    own = {"revision": revision + 1, "changed_at": at, "changed_by_name": by.name[:200]}
    if rows.update(**facts, **own) != 1:
        raise Changed(Faq.objects.get(pk=faq.pk))
    for name, value in (facts | own).items():
        setattr(faq, name, value)
    _keep_version(faq, act, before, by, at)


def _keep_version(faq: Faq, act: FaqAct, before: dict[str, Any], by: Actor, at: datetime) -> None:
    FaqVersion.objects.create(
        agency_id=faq.agency_id,
        client_id=faq.client_id,
        faq=faq,
        number=faq.revision,
        act=act,
        at=at,
        by_name=by.name[:200],
        by_staff=by.kind == "staff",
        **faq.words,
    )
    after = faq.words if faq.removed_at is None else {}
    _record(faq, _ACTS[act], by, at, before=before, after=after)


_ACTS = {
    FaqAct.ADDED: "added",
    FaqAct.CHANGED: "changed",
    FaqAct.REMOVED: "removed",
    FaqAct.BROUGHT_BACK: "brought_back",
    FaqAct.RESTORED: "restored",
}


def _record(faq: Faq, act: str, by: Actor, at: datetime, **facts: Any) -> None:
    record(
        f"agent_faqs.{act}",
        agency_id=faq.agency_id,
        client_id=faq.client_id,
        by=by,
        about=f"faq:{faq.public_id}",
        at=at,
        **facts,
    )
