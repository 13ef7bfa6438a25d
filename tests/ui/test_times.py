from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from callboard.ui.times import ago, day, iso, on_day, time_tag, when
from callboard.ui.zones import zone_name

NEW_YORK = "America/New_York"
NOW = datetime(2026, 12, 3, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 12, 3, 14, 12, tzinfo=UTC), "Today, 9:12 AM"),
        (datetime(2026, 12, 2, 14, 12, tzinfo=UTC), "Yesterday, 9:12 AM"),
        (datetime(2026, 12, 4, 14, 12, tzinfo=UTC), "Tomorrow, 9:12 AM"),
        (datetime(2026, 12, 1, 21, 5, tzinfo=UTC), "Tue 1 Dec, 4:05 PM"),
        (datetime(2025, 12, 1, 21, 5, tzinfo=UTC), "Mon 1 Dec 2025, 4:05 PM"),
        # Already the 4th in London, still the 3rd in New York.
        (datetime(2026, 12, 4, 3, 0, tzinfo=UTC), "Today, 10:00 PM"),
        (None, "–"),
    ],
)
def test_when(moment: datetime | None, shown: str) -> None:
    assert when(moment, NEW_YORK, NOW) == shown


def test_a_summer_time_change_moves_the_clock_not_the_moment() -> None:
    before = datetime(2026, 3, 8, 6, 59, tzinfo=UTC)
    after = before + timedelta(minutes=1)
    now = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)
    assert when(before, NEW_YORK, now) == "Today, 1:59 AM"
    assert when(after, NEW_YORK, now) == "Today, 3:00 AM"


def test_the_reader_decides_between_twelve_and_twenty_four_hours() -> None:
    moment = datetime(2026, 12, 3, 21, 5, tzinfo=UTC)
    with translation.override("en-gb"):
        assert when(moment, ZoneInfo(NEW_YORK), NOW) == "Today, 16:05"
    with translation.override("de"):
        assert when(moment, ZoneInfo(NEW_YORK), NOW).endswith("16:05")


def test_day() -> None:
    assert day(NOW, NEW_YORK, NOW) == on_day(NOW, NEW_YORK, NOW) == "today"
    assert day(NOW - timedelta(days=2), NEW_YORK, NOW) == "Tuesday 1 December"
    assert on_day(NOW - timedelta(days=2), NEW_YORK, NOW) == "on Tuesday 1 December"
    assert (
        day(datetime(2025, 12, 1, 12, tzinfo=UTC).date(), NEW_YORK, NOW) == "Monday 1 December 2025"
    )
    assert day(None, NEW_YORK, NOW) == "–"


@pytest.mark.parametrize(
    ("distance", "shown"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(hours=2), "2 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (-timedelta(days=5), "in 5 days"),
    ],
)
def test_ago(distance: timedelta, shown: str) -> None:
    assert ago(NOW - distance, NOW) == shown


def test_a_time_element_carries_utc() -> None:
    moment = datetime(2026, 7, 3, 9, 12, 30, tzinfo=ZoneInfo(NEW_YORK))
    assert iso(moment) == "2026-07-03T13:12:30Z"
    assert '<time datetime="2026-07-03T13:12:30Z">' in time_tag(moment, NEW_YORK)
    assert "<time" not in time_tag(None, NEW_YORK)


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        (NEW_YORK, "Eastern time"),
        ("America/Los_Angeles", "Pacific time"),
        ("Europe/Berlin", "Central European time"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_has_a_name_that_is_right_all_year(zone: str, name: str) -> None:
    assert zone_name(zone) == zone_name(ZoneInfo(zone)) == name
