"""When a summary is due, across zones and the days on which clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.summaries import mornings
from callboard.summaries.mornings import CATCH_UP, Due

ZONES = st.sampled_from(
    [
        "America/New_York",
        "America/Santiago",  # midnight is left out when its clocks go forward
        "Africa/Cairo",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",  # by half an hour
        "Europe/London",
        "Pacific/Apia",
        "Pacific/Kiritimati",
        "UTC",
    ]
)
HOURS = st.integers(0, 23)
NOWS = st.datetimes(datetime(2024, 1, 8), datetime(2031, 1, 1), timezones=st.just(UTC))


@given(now=NOWS, hour=HOURS, zone=ZONES)
def test_the_next_morning_is_ahead_and_within_a_day_and_a_bit(
    now: datetime, hour: int, zone: str
) -> None:
    following = mornings.following(now, hour, zone)
    latest = mornings.moment(mornings.latest(now, hour, zone), hour, zone)
    assert latest <= now < following
    assert following - now <= timedelta(hours=26)
    # Nothing lies between the two.
    assert mornings.latest(following, hour, zone) == mornings.latest(now, hour, zone) + mornings.DAY


@given(now=NOWS, hour=HOURS, zone=ZONES)
def test_it_is_that_hour_on_the_wall_wherever_there_is_one(
    now: datetime, hour: int, zone: str
) -> None:
    wall = mornings.following(now, hour, zone).astimezone(ZoneInfo(zone))
    there = datetime(wall.year, wall.month, wall.day, hour, tzinfo=ZoneInfo(zone))
    exists = there.astimezone(UTC).astimezone(ZoneInfo(zone)).hour == hour
    assert not exists or (wall.hour, wall.minute) == (hour, 0)


@given(
    now=NOWS,
    steps=st.lists(st.integers(1, 60 * 60), min_size=1, max_size=60),
    zones=st.lists(ZONES, min_size=1, max_size=4),
    hours=st.lists(HOURS, min_size=1, max_size=4),
)
def test_no_week_is_told_twice_and_none_that_somebody_was_there_for_is_missed(
    now: datetime, steps: list[int], zones: list[str], hours: list[int]
) -> None:
    """A worker that looks now and then, while the client's clock and the hour are changed."""
    told_on = mornings.latest(now, hours[0], zones[0])
    told: list[Due] = []
    for number, step in enumerate(steps):
        now += timedelta(minutes=step)
        zone, hour = zones[number % len(zones)], hours[number % len(hours)]
        week, day = mornings.due(now, hour, zone, told_on)
        told += [one for one in (week, day) if one is not None]
        latest = mornings.latest(now, hour, zone)
        monday = mornings.monday_of(latest)
        fresh = now - mornings.moment(monday, hour, zone) <= CATCH_UP
        assert (week is not None) == (fresh and monday > told_on)
        told_on = max(told_on, latest)
    weeks = [one.morning for one in told if one.is_week]
    days = [one.morning for one in told if not one.is_week]
    assert len(set(weeks)) == len(weeks)
    assert len(set(days)) == len(days)
    assert all(monday.weekday() == 0 for monday in weeks)
    assert not any(day.weekday() == 0 for day in days)


NEW_YORK = "America/New_York"
MONDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("after", "week", "day"),
    [
        (timedelta(minutes=-1), None, None),
        (timedelta(0), MONDAY, None),
        (timedelta(days=1), MONDAY, date(2026, 12, 1)),
        (timedelta(days=2), MONDAY, date(2026, 12, 2)),
        (timedelta(days=2, minutes=1), None, date(2026, 12, 2)),
    ],
)
def test_after_a_time_without_a_worker(
    after: timedelta, week: date | None, day: date | None
) -> None:
    now = mornings.moment(MONDAY, 8, NEW_YORK) + after
    found = mornings.due(now, 8, NEW_YORK, date(2026, 11, 29))
    assert [one and one.morning for one in found] == [week, day]


def test_the_week_is_the_seven_days_before_monday() -> None:
    period = Due(MONDAY, 7).period
    assert (period.first, period.last) == (date(2026, 11, 23), date(2026, 11, 29))


def test_an_hour_that_the_clocks_leave_out_is_when_they_do() -> None:
    sunday = date(2026, 3, 8)
    wall = mornings.moment(sunday, 2, NEW_YORK).astimezone(ZoneInfo(NEW_YORK))
    assert (wall.hour, wall.minute) == (3, 0)


def test_of_an_hour_that_comes_twice_it_is_the_first() -> None:
    at = mornings.moment(date(2026, 11, 1), 1, NEW_YORK)
    assert at == datetime(2026, 11, 1, 5, 0, tzinfo=UTC)
