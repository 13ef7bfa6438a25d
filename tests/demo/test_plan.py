"""Which calls the demo shows depends on nothing but the day."""

from datetime import UTC, datetime

import pytest

from callboard.demo.cast import HOUSES, NORTHWIND
from callboard.demo.plan import planned

# A Monday afternoon in Maine.
NOW = datetime(2026, 11, 23, 19, 30, tzinfo=UTC)
BRIGHT_SMILE = NORTHWIND.clients[0]


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.slug)
def test_the_same_day_gives_the_same_calls(house):
    for business in house.clients:
        assert planned(business, NOW) == planned(business, NOW)


@pytest.mark.parametrize("hour", [0, 5, 11, 14, 20, 23])
@pytest.mark.parametrize("day", range(1, 8))
def test_on_any_day_what_was_booked_is_still_to_come(day, hour):
    """And so is the one that the calendar did not take."""
    now = datetime(2026, 11, day, hour, 10, tzinfo=UTC)
    calls = [call for call in planned(BRIGHT_SMILE, now) if call.is_heard]
    for what in ("books", "fails"):
        slots = [
            call.times[use.at]
            for call in calls
            for use in call.script.uses
            if (use.what, use.at) == (what, "slot")
        ]
        assert slots
        assert min(slots) > now


@pytest.mark.parametrize("hour", [0, 5, 11, 14, 20, 23])
@pytest.mark.parametrize("day", range(1, 8))
def test_on_any_day_and_at_any_hour_the_newest_call_can_be_heard(day, hour):
    calls = planned(BRIGHT_SMILE, datetime(2026, 11, day, hour, 10, tzinfo=UTC))
    assert calls[-1].is_heard
    assert 30 <= len(calls) < 50
    assert sum(call.is_heard for call in calls) >= 5
    assert len({call.external_id for call in calls}) == len(calls)
