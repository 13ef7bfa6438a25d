"""Keeping few what is noted of who has read what. Nothing that counts as unread changes by it.

Where all calls up to a moment are read, the moment says so and their marks are needless. Where some
were left unread, these are marked instead, if they are fewer: so a person who never
presses "Mark All Read" has no more marks than unread calls.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from callboard.calls import reading
from callboard.calls.models import Call, ReadMark
from callboard.people.models import Membership
from callboard.tenancy import scope


def settle_all(agency_id: int, until: datetime) -> None:
    """Inside the open scope of the agency. All calls that came in before `until` are here."""
    marks = ReadMark.objects.filter(is_read=True, call__created_at__lt=until).order_by()
    for client_id, reader_id in list(marks.values_list("client_id", "membership_id").distinct()):
        with scope.client(agency_id, client_id):
            settle(reader_id, until)


def settle(reader_id: int, until: datetime) -> None:
    """Inside the open scope of the client. Safe at any time, and by several workers at once."""
    with transaction.atomic():
        reader = reading.hold(reader_id)
        needless = ReadMark.objects.filter(membership=reader, is_read=True)
        marks = needless.filter(call__created_at__lt=until).count()
        if not marks:
            return
        left = _unread(reader, until, most=marks)
        if left and len(left) == marks:
            until, left = left[0][0], []
        if until > reading.since(reader):
            Membership.objects.filter(pk=reader.pk).update(read_until=until)
            needless.filter(call__created_at__lt=until).delete()
            _mark_unread(reader, [call_id for _came, call_id in left])


def _unread(reader: Membership, until: datetime, *, most: int) -> list[tuple[datetime, int]]:
    """The first ones that would count as read by that moment: when they came, and their ids. What
    is kept aside may be shown some day.
    """
    found: list[tuple[datetime, int]] = []
    for rows in (Call.objects.shown_to_client(), Call.objects.filter(kept_aside=True)):
        unread = reading.new_and_unread(rows, reader).filter(created_at__lt=until)
        found += unread.order_by("created_at", "id").values_list("created_at", "pk")[:most]
    return sorted(found)[:most]


def _mark_unread(reader: Membership, call_ids: list[int]) -> None:
    marks: Any = (
        ReadMark(
            agency_id=reader.agency_id,
            client_id=reader.client_id,
            membership=reader,
            call_id=call_id,
            is_read=False,
        )
        for call_id in call_ids
    )
    ReadMark.objects.bulk_create(marks, ignore_conflicts=True, batch_size=1000)
