"""One send to many clients, worked through in the background, one transaction a client.

Nothing happens in the first ten seconds, in which `stop` leaves everything as it was. Each client
is invited only if it still stands where it stood when the batch was sent, so nobody is mailed twice
by two batches, nor over the head of a colleague. A worker that dies leaves what is done done, and
the rest to the next."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from callboard.agencies.models import Agency, Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import departures, invitations
from callboard.people.access import Access
from callboard.people.models import Batch, BatchItem, Invitation
from callboard.people.models.batch import BatchAct, ItemState
from callboard.people.refusals import LimitReached, Refused
from callboard.tenancy import steps
from callboard.tenancy.tasks import tenant_task

# What an agency may send in a day; more would only be refused one by one.
MOST_AT_ONCE = 500
FROM = {BatchAct.INVITE: Access.EMAIL_SET, BatchAct.RESEND: Access.INVITE_EXPIRED}


def start(
    agency: Agency,
    clients: Sequence[Client],
    act: BatchAct,
    *,
    key: str,
    by: Actor,
    user_id: int,
    note: str = "",
    at: datetime | None = None,
) -> Batch:
    """Begins in ten seconds. The same `key` again answers the batch it made the first time."""
    now = at or timezone.now()
    known = Batch.objects.filter(key=key).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            departures.must_act("start_batch", by, "clients.invite")
            batch = Batch.objects.create(
                agency=agency,
                key=key,
                act=act,
                note=note,
                by=asdict(by),
                started_by_id=user_id,
                created_at=now,
                begins_at=now + invitations.UNDO_FOR,
            )
            BatchItem.objects.bulk_create(
                BatchItem(agency=agency, batch=batch, client=client)
                for client in clients[:MOST_AT_ONCE]
            )
            _write_down("batch.started", batch, by, now, clients=len(clients[:MOST_AT_ONCE]))
            work_through.using(run_after=batch.begins_at).enqueue(agency.pk, batch.pk)
    except IntegrityError:
        return Batch.objects.get(key=key)  # the same form, sent twice at once
    return batch


def stop(batch: Batch, *, by: Actor, at: datetime | None = None) -> int:
    """Leaves alone whoever still waits; answers how many."""
    now = at or timezone.now()
    with transaction.atomic():
        departures.must_act("stop_batch", by, "clients.invite")
        stopped = batch.items.filter(state=ItemState.WAITING).update(state=ItemState.STOPPED)
        if stopped:
            _write_down("batch.stopped", batch, by, now, clients=stopped)
            _end(batch, now)
    return stopped


def retry(batch: Batch, *, by: Actor, at: datetime | None = None) -> int:
    """Tries again at once what a limit refused; answers how many."""
    now = at or timezone.now()
    with transaction.atomic():
        departures.must_act("retry_batch", by, "clients.invite")
        failed = batch.items.filter(state=ItemState.FAILED)
        again = failed.update(state=ItemState.WAITING, again_at=None)
        if again:
            Batch.objects.filter(pk=batch.pk).update(ended_at=None)
            _write_down("batch.retried", batch, by, now, clients=again)
            work_through.enqueue(batch.agency_id, batch.pk)
    return again


@tenant_task
def work_through(agency_id: int, batch_id: int) -> None:
    """Safe to run twice, and by two workers at once."""
    batch = Batch.objects.get(pk=batch_id)
    waiting = batch.items.filter(state=ItemState.WAITING).select_related("client__agency")
    while (item := waiting.order_by("id").first()) is not None:
        _work(batch, item)
        steps.reached("batch item done")
    _end(batch, timezone.now())


def _work(batch: Batch, item: BatchItem) -> None:
    with transaction.atomic():
        mine = BatchItem.objects.filter(pk=item.pk, state=ItemState.WAITING)
        if mine.update(state=ItemState.DONE) != 1:
            return  # stopped, or another worker's
        facts = BatchItem.objects.filter(pk=item.pk)
        try:
            facts.update(invitation=_send(batch, item.client))
        except Refused as refusal:
            facts.update(state=ItemState.SKIPPED, access=refusal.state)
        except LimitReached as limit:
            facts.update(state=ItemState.FAILED, again_at=limit.until)


def _send(batch: Batch, client: Client) -> Invitation:
    by, act = Actor(**batch.by), BatchAct(batch.act)
    if act is BatchAct.RESEND:
        return invitations.resend(client, by=by, only_from=FROM[act])
    return invitations.invite(
        client,
        by=by,
        user_id=batch.started_by_id,
        note=batch.note,
        hold=invitations.AT_ONCE,
        only_from=FROM[act],
    )


def _end(batch: Batch, now: datetime) -> None:
    """Unless a retry has put something back meanwhile."""
    open_batch = Batch.objects.filter(pk=batch.pk, ended_at__isnull=True)
    open_batch.exclude(items__state=ItemState.WAITING).update(ended_at=now)


def _write_down(act: str, batch: Batch, by: Actor, at: datetime, **facts: int) -> None:
    record(
        act,
        agency_id=batch.agency_id,
        by=by,
        about=f"batch:{batch.public_id}",
        after={"act": batch.act, **facts},
        at=at,
    )
