"""Which calls somebody has not read yet, for each of a client's people apart.

A membership has a moment before which everything counts as read; what differs from that has a mark
of its own. So "Mark All Read" writes one row, whatever the number of calls. The worker moves that
moment on (`callboard.calls.read_marks`), also while a page is made that has read it already.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from callboard.calls.models import Call, ReadMark
from callboard.calls.vocabulary import Result
from callboard.people.models import Membership

# A count beyond it is told as "99+".
COUNTED = 99


def with_unread(rows: QuerySet[Call], reader: Membership) -> Any:
    """Each call with `is_unread`."""
    return rows.annotate(is_unread=_is_unread(reader))


def unread(rows: QuerySet[Call], reader: Membership, *, many: bool = False) -> QuerySet[Call]:
    """Only those. What is new is found by when it came, so that nobody's long list is walked.

    As one set of ids: asked as an either-or, both databases walk the list. Where `many` are unread
    that is the shorter way: the next one is near."""
    if many:
        return rows.filter(_is_unread(reader))
    return rows.filter(pk__in=_ids(Call.objects.shown_to_client(), ReadMark.objects.all(), reader))


def count_unread(reader: Membership) -> int:
    """At most `COUNTED` + 1; without spam. Inside the open scope of the client."""
    return int(unread_ids(reader)[: COUNTED + 1].count())


def unread_ids(reader: Membership) -> Any:
    """Of those that count: spam does not."""
    marks = ReadMark.objects.exclude(call__result=Result.SPAM).filter(call__kept_aside=False)
    return _ids(Call.objects.shown_to_client().without_spam(), marks, reader)


def mark(calls: Sequence[Call], reader: Membership, *, is_read: bool) -> None:
    """Nothing is written for a call that stands so already."""
    with transaction.atomic():
        reader = hold(reader.pk)
        new = {call.pk for call in calls if _counts_as_new(call, reader)}
        redundant = [call.pk for call in calls if (call.pk in new) is not is_read]
        needed = [call for call in calls if (call.pk in new) is is_read]
        if redundant:
            ReadMark.objects.filter(membership=reader, call_id__in=redundant).delete()
        ReadMark.objects.bulk_create(
            [
                ReadMark(
                    agency_id=reader.agency_id,
                    client_id=reader.client_id,
                    membership=reader,
                    call=call,
                    is_read=is_read,
                )
                for call in needed
            ],
            update_conflicts=True,
            unique_fields=["membership", "call"],
            update_fields=["is_read"],
        )


def mark_all_read(reader: Membership, *, at: datetime | None = None) -> None:
    with transaction.atomic():
        Membership.objects.filter(pk=reader.pk).update(read_until=at or timezone.now())
        ReadMark.objects.filter(membership=reader).delete()


def hold(reader_id: int) -> Membership:
    """The row as it is now, until the transaction ends: nobody moves its moment meanwhile."""
    held: Membership = Membership.objects.select_for_update(no_key=True).get(pk=reader_id)
    return held


def since(reader: Membership) -> datetime:
    """What came before counts as read."""
    return reader.read_until or reader.since


def new_and_unread(calls: Any, reader: Membership) -> Any:
    """Without those that somebody marked unread."""
    return calls.filter(_is_new(reader)).exclude(_marked(reader, is_read=True))


def _ids(calls: Any, marks: Any, reader: Membership) -> Any:
    """What is new and not read, and what is older and marked: a mark says only what is not so
    without it, so nothing stands there twice.
    """
    new = new_and_unread(calls, reader)
    older = marks.filter(membership=reader, is_read=False)
    return new.values("pk").union(older.values("call"), all=True)


def _is_unread(reader: Membership) -> Q:
    return _is_new(reader) & ~_marked(reader, is_read=True) | _marked(reader, is_read=False)


def _is_new(reader: Membership) -> Q:
    """As of the statement: with the marks that it reads goes the moment that is stored with them.
    The one that was read before is there for the databases to know how few calls there are since.
    """
    stored = Membership.objects.filter(pk=reader.pk).values(at=Coalesce("read_until", "since"))
    still_new = Q(created_at__gte=Subquery(stored))
    return Q(created_at__gte=since(reader), brought_in=False) & still_new


def _counts_as_new(call: Call, reader: Membership) -> bool:
    return call.created_at >= since(reader) and not call.brought_in


def _marked(reader: Membership, *, is_read: bool) -> Q:
    marks = ReadMark.objects.filter(membership=reader, call_id=OuterRef("pk"), is_read=is_read)
    return Q(Exists(marks))
