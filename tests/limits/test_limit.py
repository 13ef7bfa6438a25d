from datetime import UTC, datetime, timedelta

import pytest

from callboard.limits.limit import Limit
from callboard.limits.models import Bucket

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TRIES = Limit("tries", 3, timedelta(minutes=15))

pytestmark = pytest.mark.django_db


def test_the_one_after_the_last_is_refused_until_the_window_ends() -> None:
    standings = [TRIES.hit("maya", at=NOW + timedelta(minutes=n)) for n in range(4)]
    assert [s.exceeded for s in standings] == [False, False, False, True]
    assert standings[-1].until == NOW + timedelta(minutes=15)
    assert not TRIES.hit("maya", at=NOW + timedelta(minutes=15)).exceeded


def test_standing_does_not_count() -> None:
    for _ in range(3):
        TRIES.hit("maya", at=NOW)
    assert TRIES.standing("maya", at=NOW).full
    assert TRIES.standing("maya", at=NOW).hits == 3
    assert not TRIES.standing("maya", at=NOW + timedelta(minutes=16)).full


def test_subjects_and_limits_do_not_share_a_bucket() -> None:
    other = Limit("others", 3, timedelta(minutes=15))
    for limit, subject in [(TRIES, ("a", "b")), (TRIES, ("ab",)), (other, ("a", "b"))]:
        assert limit.hit(*subject, at=NOW).hits == 1
    assert Bucket.objects.count() == 3


def test_no_subject_is_readable_at_rest() -> None:
    TRIES.hit("maya@brightsmile.example", at=NOW)
    assert "maya" not in repr(Bucket.objects.values_list())
