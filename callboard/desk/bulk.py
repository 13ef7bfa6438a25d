"""Whom an invitation can go to in one step, and how far such a step has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, QuerySet, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.agencies.models import Client
from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.mail.models import MailState
from callboard.people import access, batches, progress
from callboard.people.access import Access
from callboard.people.models import Batch, BatchItem
from callboard.people.models.batch import BatchAct, ItemState
from callboard.ui.times import when

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess

# Rows of the progress page; its numbers are about all.
SHOWN = 100
# For so long after its end the page still looks for what the mail servers say.
WATCH_FOR = timedelta(minutes=2)
_UNDERWAY = {MailState.QUEUED, MailState.SENDING, MailState.DELAYED}
_LOST = {MailState.BOUNCED, MailState.COMPLAINED, MailState.FAILED}
# What needs somebody comes first.
_FIRST = {ItemState.FAILED: 0, ItemState.SKIPPED: 1, ItemState.STOPPED: 2}


def candidates(act: BatchAct, now: datetime) -> "QuerySet[ClientWithAccess]":
    """By name. Nobody misses a portal whose agent answers nothing yet, so a first invitation is
    for clients with an agent that does.
    """
    rows = access.with_access(answered(act), now).filter(access=batches.FROM[act])
    return rows.order_by("name", "id")


def answered(act: BatchAct) -> QuerySet[Client]:
    clients = Client.objects.current()
    if act is BatchAct.RESEND:
        return clients
    deployed = Agent.objects.filter(client=OuterRef("pk"), stage=Stage.DEPLOYED)
    return clients.filter(Exists(deployed))


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of a batch are where: `sent` has left for the mail server, `lost` came back or never
    left, `waiting` includes mails that have not left yet.
    """

    most: int
    sent: int
    lost: int
    failed: int
    skipped: int
    stopped: int
    waiting: int
    untouched: int

    @property
    def settled(self) -> int:
        return self.most - self.waiting

    @property
    def words(self) -> str:
        """ "6 of 9 sent · 1 not sent"."""
        lost, left = self.lost + self.failed, self.skipped + self.stopped
        parts = [_("%(sent)s of %(most)s sent") % {"sent": self.sent, "most": self.most}]
        if lost:
            parts.append(ngettext("%(n)s not sent", "%(n)s not sent", lost) % {"n": lost})
        if left:
            parts.append(ngettext("%(n)s left alone", "%(n)s left alone", left) % {"n": left})
        return " · ".join(parts)


def standing(batch: Batch) -> Standing:
    """One query for any number of clients."""
    counted = batch.items.order_by().values("state", "invitation__mail__state")
    rows = [
        (row["state"], row["invitation__mail__state"], row["n"])
        for row in counted.annotate(n=Count("pk"))
    ]

    def many(state: ItemState, mails: Iterable[str] | None = None) -> int:
        return sum(n for at, mail, n in rows if at == state and (mails is None or mail in mails))

    lost, underway = many(ItemState.DONE, _LOST), many(ItemState.DONE, _UNDERWAY)
    untouched = many(ItemState.WAITING)
    return Standing(
        most=sum(n for _state, _mail, n in rows),
        sent=many(ItemState.DONE) - lost - underway,
        lost=lost,
        failed=many(ItemState.FAILED),
        skipped=many(ItemState.SKIPPED),
        stopped=many(ItemState.STOPPED),
        waiting=untouched + underway,
        untouched=untouched,
    )


def rows(batch: Batch) -> QuerySet[BatchItem]:
    ranks = [When(state=state, then=Value(rank)) for state, rank in _FIRST.items()]
    bounced = When(invitation__mail__state__in=_LOST, then=Value(0))
    rank = Case(bounced, *ranks, default=Value(3), output_field=IntegerField())
    found = batch.items.select_related("client", "invitation__mail").annotate(rank=rank)
    return found.order_by(F("rank"), "client__name", "id")


def words(item: BatchItem, zone: str) -> str:
    """What became of one client."""
    match ItemState(item.state):
        case ItemState.WAITING:
            return _("Waiting")
        case ItemState.STOPPED:
            return _("Left as it was: stopped")
        case ItemState.FAILED:
            return _("Too many mails. Possible again: %(time)s") % {
                "time": when(item.again_at, zone)
            }
        case ItemState.SKIPPED if item.access in Access.values:
            return _("Left as it was: %(state)s by now") % {"state": Access(item.access).label}
        case ItemState.SKIPPED:
            return _("Left as it was: changed meanwhile")
    return progress.words(item.invitation) if item.invitation else _("Sent")


def watched(batch: Batch, stands: Standing, now: datetime) -> bool:
    """Whether the page should look again by itself."""
    if batch.ended_at is None:
        return True
    return bool(stands.waiting) and now - batch.ended_at < WATCH_FOR
