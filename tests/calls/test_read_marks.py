"""What the worker does about the marks of what somebody has read: fewer of them, and nobody can
tell.
"""

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from callboard.calls import read_marks, reading
from callboard.calls.models import Call, ReadMark
from callboard.people.models import Membership
from callboard.providers.models import Delivery
from callboard.tenancy import scope
from callboard.worker import housekeeping
from tests.cast import Cast
from tests.inbox.snapshot import undone
from tests.portal.sounds import a_call

HOUR = timedelta(hours=1)


@pytest.fixture
def maya(cast: Cast) -> Iterator[Membership]:
    """Inside her portal's scope, with a call an hour: twelve since she came, two from before, one
    in four spam, one kept aside, one brought in.
    """
    with scope.client(cast.northwind.pk, cast.bright_smile.pk):
        membership = Membership.objects.get(user=cast.maya)
        membership.since = timezone.now() - 13 * HOUR
        membership.save()
        for hours in range(15, 1, -1):
            at = timezone.now() - hours * HOUR
            a_call(
                cast.bright_smile,
                created_at=at,
                started_at=at,
                result="spam" if hours % 4 == 0 else "answered",
                kept_aside=hours == 7,
                brought_in=hours == 9,
            )
        yield membership


def came(hours_ago: int) -> list[Call]:
    """The call of this hour."""
    until = timezone.now() - (hours_ago - 0.5) * HOUR
    return list(Call.objects.filter(created_at__lt=until, created_at__gte=until - HOUR))


def seen(reader: Membership) -> tuple[set[int], int]:
    """All that counts as unread, also what is not shown now; and the number of it."""
    reader = Membership.objects.get(pk=reader.pk)
    rows = reading.with_unread(Call.objects.all(), reader).filter(is_unread=True)
    found = set(rows.values_list("pk", flat=True))
    shown = set(Call.objects.shown_to_client().values_list("pk", flat=True))
    asked = reading.unread(Call.objects.shown_to_client(), reader)
    assert set(asked.values_list("pk", flat=True)) == found & shown
    return found, reading.count_unread(reader)


def until(reader: Membership) -> datetime | None:
    return Membership.objects.get(pk=reader.pk).read_until


def test_where_all_is_read_a_moment_says_so(maya: Membership) -> None:
    reading.mark(list(Call.objects.all()), maya, is_read=True)
    assert ReadMark.objects.count() > 5
    before = seen(maya)
    read_marks.settle(maya.pk, timezone.now() - HOUR)
    assert (ReadMark.objects.count(), seen(maya)) == (0, before)


def test_up_to_the_first_that_is_left_unread(maya: Membership) -> None:
    for hours in (13, 12, 11):
        reading.mark(came(hours), maya, is_read=True)
    before = seen(maya)
    read_marks.settle(maya.pk, timezone.now() - HOUR)
    assert ReadMark.objects.count() == 0
    assert until(maya) == came(10)[0].created_at
    assert seen(maya) == before


def test_the_few_that_are_left_are_marked_instead_of_the_many_that_are_read(maya) -> None:
    left = came(12)
    reading.mark([call for call in Call.objects.all() if call not in left], maya, is_read=True)
    before = seen(maya)
    read_marks.settle(maya.pk, timezone.now() - HOUR)
    assert list(ReadMark.objects.values_list("call", "is_read")) == [(left[0].pk, False)]
    assert seen(maya) == before


def test_who_reads_nothing_has_no_marks_made(maya: Membership) -> None:
    read_marks.settle(maya.pk, timezone.now() - HOUR)
    assert (ReadMark.objects.count(), until(maya)) == (0, None)


def test_what_is_shown_later_is_as_new_as_it_was(maya: Membership) -> None:
    aside = came(7)
    reading.mark([call for call in Call.objects.all() if call not in aside], maya, is_read=True)
    read_marks.settle(maya.pk, timezone.now() - HOUR)
    Call.objects.filter(pk=aside[0].pk).update(kept_aside=False)
    assert seen(maya) == ({aside[0].pk}, 1)


def test_a_webhook_that_still_waits_tells_of_a_call_that_is_new(cast: Cast, maya) -> None:
    reading.mark(list(Call.objects.all()), maya, is_read=True)
    waits = came(5)[0].created_at
    with scope.agency(cast.northwind.pk):
        Delivery.objects.create(
            agency=cast.northwind,
            connection=came(5)[0].connection,
            event_type="end-of-call-report",
            external_call_id="late",
            dedupe_key="late",
            body=b"{}",
            received_at=waits,
            next_at=timezone.now(),
        )
    with scope.wiped():
        housekeeping.tidy(timezone.now())
    assert until(maya) == waits
    late = a_call(cast.bright_smile, created_at=waits, started_at=waits)
    assert late.pk in seen(maya)[0]


@examples(max_examples=25)
@given(st.data())
def test_nobody_can_tell(maya: Membership, data: st.DataObject) -> None:
    """Whatever is read, marked unread, shown and kept aside, and whenever the worker comes by."""
    calls = list(Call.objects.order_by("pk"))
    with undone():
        for _ in range(data.draw(st.integers(1, 8))):
            some = data.draw(st.lists(st.sampled_from(calls), max_size=12, unique=True))
            reading.mark(some, maya, is_read=data.draw(st.booleans()))
            shown = data.draw(st.sampled_from(calls))
            Call.objects.filter(pk=shown.pk).update(kept_aside=data.draw(st.booleans()))
            before, unread = seen(maya), len(seen(maya)[0])
            at = timezone.now() - data.draw(st.integers(1, 16)) * HOUR
            read_marks.settle(maya.pk, at)
            assert seen(maya) == before
            old = ReadMark.objects.filter(call__created_at__lt=at)
            assert old.filter(is_read=True).count() <= unread


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("record_can_be_emptied")
@pytest.mark.parametrize("is_read", [True, False])
def test_who_marks_a_call_while_the_worker_is_at_it(cast: Cast, maya, is_read: bool) -> None:
    """She loaded the page before, and presses while the worker is at it: what she says holds."""
    reading.mark(list(Call.objects.all()), maya, is_read=True)
    stale, call = Membership.objects.get(pk=maya.pk), came(6)[0]
    if is_read:
        reading.mark([call], maya, is_read=False)
    begun = threading.Event()

    def presses() -> None:
        with scope.client(maya.agency_id, maya.client_id):
            begun.set()
            reading.mark([call], stale, is_read=is_read)
        connection.close()

    she = threading.Thread(target=presses)
    with transaction.atomic():
        read_marks.settle(maya.pk, timezone.now() - HOUR)
        she.start()
        begun.wait()
        # Her page shows what is stored with the marks that it reads, not what it read before.
        assert reading.count_unread(stale) == (0 if not is_read else 1)
    she.join()
    assert (call.pk in seen(maya)[0]) is not is_read
