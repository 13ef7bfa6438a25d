"""When a booking begins: what can be read, and what would be a guess."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.bookings import moments

NEW_YORK = ZoneInfo("America/New_York")
AT = datetime(2026, 12, 1, 19, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01T14:40:00",
        "2026-12-01 14:40",
        "2026-12-01T14:40:00-05:00",
        "2026-12-01T19:40:00Z",
        "2026-12-01T19:40:00.000Z",
        "December 1, 2026 2:40 PM",
        "Tuesday, Dec 1 2026 at 2:40pm",
        "1 December 2026 14:40",
        "2026-12-01 2:40 PM",
        "2026-12-01 2:40 p.m.",
        1796154000,
        1796154000000,
        "1796154000",
        "1796154000000",
    ],
)
def test_what_is_a_moment(text) -> None:
    assert moments.read(text, NEW_YORK) == AT


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "tomorrow",
        "Tuesday at 2:40 PM",
        "2:40 PM",
        "2026-12-01",
        "December 1",
        "03/04/2026 2:40 PM",
        "December 2026 2:40 PM",
        "9999-12-31T23:59:59",
        "1999-12-31T23:59:59Z",
        "0001-01-01T00:30:00",
        "2026-13-01T10:00:00",
        "2026-02-30 10:00",
        "x" * 5000,
        "14:40" * 20,
        "December 1, 2026 2:40 PM +2500",
        "2026-12-01 14:40 GMT-99",
        10**400,
        float("inf"),
        float("nan"),
        True,
        [],
        {},
    ],
)
def test_what_is_none(text) -> None:
    assert moments.read(text, NEW_YORK) is None


def test_days_on_which_clocks_change() -> None:
    """There is no 2:30 on the night clocks go forward, and 1:30 comes twice when they go back."""
    assert moments.read("2027-03-14T02:30:00", NEW_YORK) == datetime(2027, 3, 14, 7, 30, tzinfo=UTC)
    assert moments.read("2026-11-01T01:30:00", NEW_YORK) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert moments.read("2026-11-01T03:30:00", NEW_YORK) == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../../etc/passwd", "\x00", 7, None, "x" * 99]
)
def test_a_zone_that_is_none_leaves_the_business_s(name) -> None:
    assert moments.zone_of(name, NEW_YORK) is NEW_YORK


def test_a_zone_that_the_tool_was_told() -> None:
    assert moments.zone_of("Europe/Berlin", NEW_YORK).key == "Europe/Berlin"


@given(st.text(max_size=40) | st.integers() | st.floats())
def test_whatever_it_is_it_is_a_moment_or_none(value) -> None:
    found = moments.read(value, NEW_YORK)
    assert found is None or (found.tzinfo is UTC and 2000 <= found.year < 2100)
