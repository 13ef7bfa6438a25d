"""A caller is forgotten: recordings, transcripts, summaries, names and numbers of all calls of one
number, what they are found by, and the webhooks that told of them; lists of calls that were taken
out as files, and saved views that look for the number.

The calls themselves stay, without anything about anybody, so that numbers and bills stay true. One
transaction for each few of them; what is erased is found by its number no more, so that whoever
goes on after a kill finds the rest and nothing else.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.bookings.models import Booking
from callboard.calls import daily, exports, of_number, retention, saved_views, search, storage
from callboard.calls.models import (
    Call,
    Feedback,
    Recording,
    RemovedWhy,
    ToolUses,
    Transcript,
    UnansweredQuestion,
)
from callboard.keys import ring
from callboard.providers.models import Delivery, DeliveryState, Erasure
from callboard.tenancy import steps
from callboard.tenancy.tasks import tenant_task

# In the place of the caller's name, wherever it is shown.
ERASED = "Erased on request"
AT_ONCE = 25


def start(agency: Agency, number: str, *, by: Actor, at: datetime | None = None) -> Erasure:
    """`number` in E.164. The same one again answers the erasure that is under way."""
    now = at or timezone.now()
    mark = mark_of(number)
    try:
        with transaction.atomic():
            begun = Erasure.objects.create(
                agency=agency,
                number=number,
                mark=mark,
                ending=number[-2:],
                by=asdict(by),
                created_at=now,
            )
            record(
                "caller.erased",
                agency_id=agency.pk,
                by=by,
                about=f"erasure:{begun.public_id}",
                after={"number_ends_in": begun.ending, "mark": mark},
                at=now,
            )
            work_through.enqueue(agency.pk, begun.pk)
    except IntegrityError:
        return Erasure.objects.get(mark=mark, ended_at__isnull=True)
    return begun


def mark_of(number: str) -> str:
    """The same for the same number, and nothing to know it by without the keys."""
    key = ring.key("erased number", ring.key_ids()[-1])
    return hmac.new(key, number.encode(), hashlib.sha256).hexdigest()[:16]


@tenant_task
def work_through(agency_id: int, erasure_id: int) -> None:
    erasure: Erasure | None = Erasure.objects.filter(pk=erasure_id, ended_at__isnull=True).first()
    if erasure is None or not erasure.number:
        return
    # From the first one again until a whole round finds none: calls come in meanwhile.
    while _round(erasure):
        pass
    _forget_bookings(Booking.objects.filter(phone=erasure.number))
    saved_views.forget(erasure.number)
    exports.throw_away_all(timezone.now())
    Erasure.objects.filter(pk=erasure.pk).update(number=None, ended_at=timezone.now())


def _round(erasure: Erasure) -> int:
    erased = 0
    for batch in of_number.batches(str(erasure.number)):
        for first in range(0, len(batch), AT_ONCE):
            ids = [call.pk for call in batch[first : first + AT_ONCE]]
            erased += _erase(ids, erasure)
    return erased


def _erase(ids: Sequence[int], erasure: Erasure) -> int:
    now = timezone.now()
    with transaction.atomic():
        rows = Call.objects.select_for_update(no_key=True).filter(
            pk__in=ids, erased_at__isnull=True
        )
        calls = list(rows.order_by("pk"))
        clients = daily.hold(call.client_id for call in calls)
        shares = []
        for call in calls:
            call.client = clients[call.client_id] if call.client_id else None
            before = daily.share_of(call)
            _empty(call, now)
            shares.append((before, daily.share_of(call)))
        daily.move_all(shares)
        files = _silence(ids, now)
        Transcript.objects.filter(call_id__in=ids).delete()
        ToolUses.objects.filter(call_id__in=ids).delete()
        UnansweredQuestion.objects.filter(call_id__in=ids).delete()
        Feedback.objects.filter(call_id__in=ids).update(note="")
        _forget_bookings(Booking.objects.filter(call_id__in=ids))
        search.index_many(calls, {call.pk: () for call in calls})
        _forget_deliveries(calls)
        done = Erasure.objects.select_for_update().get(pk=erasure.pk)
        done.erased += len(calls)
        done.save(update_fields=["erased"])
    steps.reached("erasing.some")
    for file in files:
        storage.remove(file)
    return len(calls)


def _empty(call: Call, now: datetime) -> None:
    gone: dict[str, Any] = (
        {"from_number": ""} if call.direction != "outbound" else {"to_number": ""}
    )
    gone |= {"caller_name": ERASED, "summary": "", "analysis": {}, "known": {}}
    gone |= {"reason": None}  # a few words, which may name somebody
    gone |= {"telephony_sid": "", "erased_at": now}
    for name, value in gone.items():
        setattr(call, name, value)
    call.save(update_fields=list(gone))


def _silence(ids: Sequence[int], now: datetime) -> list[str]:
    """The rows first; the files' names, for after the transaction."""
    recordings = Recording.objects.filter(call_id__in=ids)
    files = list(recordings.exclude(file="").values_list("file", flat=True))
    recordings.update(**retention.GONE, removed_at=now, removed_why=RemovedWhy.ERASED)
    return files


def _forget_bookings(rows: Any) -> None:
    """Those of the calls, and those that name the number: made by hand, or in another's call."""
    rows.update(name=ERASED, phone="", notes="", call=None, changed_at=timezone.now())


def _forget_deliveries(calls: Sequence[Call]) -> None:
    """Those that wait too: what they would tell is not taken up any more."""
    for connection_id in {call.connection_id for call in calls}:
        told = [call.external_id for call in calls if call.connection_id == connection_id]
        rows = Delivery.objects.filter(connection_id=connection_id, external_call_id__in=told)
        rows.update(body=None, state=DeliveryState.DONE, error="")
