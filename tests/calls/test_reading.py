"""Each of a client's people has calls of their own that they have not read."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from callboard.calls import reading
from callboard.calls.models import Call, ReadMark
from callboard.people.models import Membership
from callboard.tenancy import scope
from tests.cast import Cast
from tests.inbox.snapshot import undone
from tests.portal.sounds import a_call


@pytest.fixture
def maya(cast: Cast):
    """Inside her portal's scope; three calls since she came, two from before."""
    with scope.client(cast.northwind.pk, cast.bright_smile.pk):
        membership = Membership.objects.get(user=cast.maya)
        membership.since = timezone.now() - timedelta(days=1)
        membership.save()
        for hours in (60, 50, 3, 2, 1):
            came = timezone.now() - timedelta(hours=hours)
            a_call(cast.bright_smile, created_at=came, started_at=came)
        yield membership


def unread(reader: Membership) -> set[int]:
    rows = Call.objects.shown_to_client()
    found = set(reading.unread(rows, reader).values_list("pk", flat=True))
    shown = reading.with_unread(rows, reader)
    assert found == set(shown.filter(is_unread=True).values_list("pk", flat=True))
    assert reading.count_unread(reader) == len(found)
    return found


def test_what_came_before_somebody_did_counts_as_read(maya: Membership) -> None:
    newest = Call.objects.order_by("-created_at")[:3]
    assert unread(maya) == {call.pk for call in newest}


def test_calls_brought_in_later_arrive_read(maya: Membership) -> None:
    Call.objects.update(brought_in=True)
    assert unread(maya) == set()


def test_spam_is_not_counted(maya: Membership) -> None:
    Call.objects.update(result="spam")
    assert reading.count_unread(maya) == 0


def test_a_colleague_s_reading_is_their_own(cast: Cast, maya: Membership) -> None:
    sam = Membership.objects.create(
        agency=cast.northwind,
        client=cast.bright_smile,
        user=cast.ana,
        since=timezone.now() - timedelta(days=1),
    )
    reading.mark(list(Call.objects.all()), maya, is_read=True)
    assert unread(maya) == set()
    assert len(unread(sam)) == 3


@examples(max_examples=15)
@given(st.data())
def test_whatever_is_marked_in_whatever_order(maya: Membership, data: st.DataObject) -> None:
    calls = list(Call.objects.order_by("pk"))
    with undone():
        maya.refresh_from_db()
        expected = unread(maya)
        for _ in range(data.draw(st.integers(1, 6))):
            some = data.draw(st.lists(st.sampled_from(calls), max_size=5, unique=True))
            act = data.draw(st.sampled_from(["read", "unread", "all"]))
            if act == "all":
                reading.mark_all_read(maya)
                maya.refresh_from_db()
                expected = set()
            else:
                reading.mark(some, maya, is_read=act == "read")
                ids = {call.pk for call in some}
                expected = expected - ids if act == "read" else expected | ids
            assert unread(maya) == expected
    maya.refresh_from_db()


def test_all_read_keeps_no_marks(maya: Membership) -> None:
    reading.mark(list(Call.objects.all()), maya, is_read=False)
    assert ReadMark.objects.count() == 2
    reading.mark_all_read(maya)
    assert ReadMark.objects.count() == 0
