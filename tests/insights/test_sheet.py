"""What the page of numbers says is what a recount of the calls says, whichever are chosen."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from callboard.agents.opening_hours import CLOSED, Holiday, OpeningHours, Range
from callboard.calls import daily
from callboard.calls.models import Call
from callboard.insights import closed
from callboard.insights.asked import Asked, Span
from callboard.insights.counted import clock, counted
from callboard.insights.sheet import sheet
from callboard.tenancy import scope
from tests.cast import Cast
from tests.inbox.snapshot import undone
from tests.inbox.strategies import EXAMPLES
from tests.portal.sounds import a_call

NOW = datetime(2026, 11, 2, 17, 45, tzinfo=UTC)  # the day after clocks went back in New York
WEEKDAYS = (Range(510, 1050),)
HOURS = OpeningHours(
    (WEEKDAYS, WEEKDAYS, WEEKDAYS, WEEKDAYS, (Range(1320, 1560),), CLOSED, CLOSED),
    (Holiday(datetime(2026, 10, 30).date(), datetime(2026, 10, 31).date(), "Fair"),),
)
SOME = st.fixed_dictionaries(
    {
        "started_at": st.datetimes(
            datetime(2026, 10, 18), datetime(2026, 11, 3), timezones=st.just(UTC)
        ),
        "result": st.sampled_from(["booked", "answered", "spam", "unanswered", ""]),
        "reason": st.sampled_from([None, "Cleaning", "Invoice"]),
        "duration_ms": st.none() | st.integers(0, 900_000),
    }
)
ASKED = st.builds(
    Asked,
    span=st.sampled_from([Span.TODAY, Span.WEEK]),
    outcome=st.none() | st.sampled_from(["booked", "spam"]),
    reason=st.sampled_from(["", "Cleaning"]),
    same_weekdays=st.booleans(),
)


@EXAMPLES
@given(st.lists(SOME, max_size=12), ASKED)
def test_it_equals_a_recount(cast: Cast, facts, asked: Asked) -> None:
    of, zone = cast.bright_smile, ZoneInfo(cast.bright_smile.time_zone)
    with undone():
        with scope.agency(of.agency_id):
            for one in facts:
                a_call(of, **one)
            daily.rebuild(of)
        with scope.client(of.agency_id, of.pk):
            period = asked.period(NOW, of.time_zone)
            meant = [
                call
                for call in Call.objects.all()
                if call.started_at.astimezone(zone).date() in period
                and (call.result == asked.outcome if asked.outcome else call.result != "spam")
                and (not asked.reason or call.reason == asked.reason)
            ]
            shown = sheet(asked, of, NOW)
            assert shown.now.calls == len(meant)
            assert shown.now.duration_ms == sum(call.duration_ms or 0 for call in meant)
            assert shown.now.booked == sum(call.result == "booked" for call in meant)
            found = counted(asked, period, asked.before(period))
            days = Counter(call.started_at.astimezone(zone).date() for call in meant)
            assert {day: one.calls for day, one in found.days.items() if day in period} == days
            hours = clock(asked, period, closed.lone_days(HOURS, period))
            local = [call.started_at.astimezone(zone) for call in meant]
            outside = sum(not HOURS.is_open(moment.replace(tzinfo=None)) for moment in local)
            assert closed.after_hours(hours, HOURS).calls == outside
            assert sum(map(sum, hours.hours())) == len(meant)


def test_the_same_weekdays_are_compared() -> None:
    period = Asked(span=Span.MONTH).period(NOW, "UTC")
    before = Asked(span=Span.MONTH, same_weekdays=True).before(period)
    assert before.last < period.first
    assert (period.first - before.first) % timedelta(7) == timedelta()
    assert before.length == period.length
