"""Quiet hours, by the clock on somebody's wall, and how much somebody gets."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.calls.models import Call
from callboard.notices import mailing
from callboard.notices.events import Event
from callboard.notices.quiet import QuietHours
from callboard.people.models import User
from tests.cast import Cast
from tests.notices.conftest import NOON, URGENT, Line, choose, look, mails, said, subjects

NEW_YORK = "America/New_York"
NIGHT = QuietHours(time(20), time(7))
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def there(text: str, fold: int = 0) -> datetime:
    moment = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(NEW_YORK), fold=fold)
    return moment.astimezone(UTC)


@pytest.mark.parametrize(
    ("quiet", "moment", "ends"),
    [
        (NIGHT, "2026-12-03 19:59", None),
        (NIGHT, "2026-12-03 20:00", "2026-12-04 07:00"),
        (NIGHT, "2026-12-04 06:59", "2026-12-04 07:00"),
        (NIGHT, "2026-12-04 07:00", None),
        (QuietHours(time(12), time(13)), "2026-12-03 12:30", "2026-12-03 13:00"),
        (QuietHours(days={5, 6}), "2026-12-05 00:00", "2026-12-07 00:00"),
        (QuietHours(time(20), time(7), {5, 6}), "2026-12-04 21:00", "2026-12-07 07:00"),
        (QuietHours(time(20), time(0)), "2026-12-03 23:00", "2026-12-04 00:00"),
        (QuietHours(), "2026-12-03 03:00", None),
        # The clock goes forward: half past two comes at half past three, an hour later it is over.
        (QuietHours(time(22), time(2, 30)), "2026-03-08 01:30", "2026-03-08 03:30"),
        (NIGHT, "2026-03-08 01:30", "2026-03-08 07:00"),
        (NIGHT, "2026-10-31 23:00", "2026-11-01 07:00"),
    ],
)
def test_when_quiet_ends(quiet: QuietHours, moment: str, ends: str | None) -> None:
    assert quiet.until(there(moment), NEW_YORK) == (there(ends) if ends else None)


def test_an_hour_that_comes_twice_is_quiet_twice() -> None:
    quiet = QuietHours(time(22), time(1, 30))
    assert quiet.until(there("2026-11-01 01:10"), NEW_YORK) == there("2026-11-01 01:30")
    again = there("2026-11-01 01:10", fold=1)
    assert quiet.until(again, NEW_YORK) == there("2026-11-01 01:30", fold=1)


@given(
    quiet=st.builds(
        QuietHours,
        st.times().map(lambda one: one.replace(second=0, microsecond=0)),
        st.times().map(lambda one: one.replace(second=0, microsecond=0)),
        st.sets(st.integers(0, 6), max_size=6),
    ),
    moment=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    zone=st.sampled_from([NEW_YORK, "Australia/Lord_Howe", "America/Santiago", "Asia/Kolkata"]),
)
def test_quiet_ends_later_and_then_is_over(quiet: QuietHours, moment: datetime, zone: str) -> None:
    ends = quiet.until(moment, zone)
    if ends is None:
        assert not quiet._covers(moment.astimezone(ZoneInfo(zone)))
        return
    assert moment < ends <= moment + timedelta(days=8)
    assert quiet.until(ends, zone) is None


def test_what_came_in_meanwhile_is_one_mail_when_they_end(cast: Cast, line: Line) -> None:
    choose(cast.maya, quiet=NIGHT)
    evening = there("2026-12-03 20:30")
    for number in range(3):
        at = evening + number * HOUR
        line.told(at, call=f"call {number}", analysis=URGENT if number == 1 else {})
        look(at)
    look(there("2026-12-04 06:59"))
    assert mails() == []
    look(there("2026-12-04 07:00"))
    [mail] = mails()
    made = said(mail)
    assert made.subject == "3 calls since Thu 3 Dec, 8:27 PM"
    assert made.preheader == "1 urgent"
    assert "Urgent: Dana Whitfield called" in made.context["calls"][0].title
    # Back to one at a time.
    line.told(there("2026-12-04 09:00"), call="next")
    look(there("2026-12-04 09:00"))
    assert len(mails()) == 2


def test_a_weekend_of_quiet_loses_nothing(cast: Cast, line: Line) -> None:
    """What is told at its end came longer than a day ago."""
    choose(cast.maya, quiet=QuietHours(time(18), time(8), {5, 6}))
    friday = there("2026-12-04 18:30")
    line.told(friday)
    look(friday)
    look(there("2026-12-07 07:59"))
    assert mails() == []
    look(there("2026-12-07 08:00"))
    assert subjects() == ["Dana Whitfield called"]


def test_by_the_reader_s_own_clock(cast: Cast, line: Line) -> None:
    User.objects.filter(pk=cast.maya.pk).update(time_zone="America/Los_Angeles")
    choose(cast.maya, quiet=NIGHT)
    at = there("2026-12-04 08:00")  # five in the morning there
    line.told(at)
    look(at)
    assert mails() == []
    look(at + 2 * HOUR)
    assert len(mails()) == 1
    assert said(mails()[0]).context["told"].at == "Fri 4 Dec, 4:57 AM"


def test_urgent_calls_come_even_then_if_wanted(cast: Cast, line: Line) -> None:
    choose(cast.maya, quiet=NIGHT, urgent_anyway=True)
    night = there("2026-12-03 23:00")
    line.told(night, call="plain")
    line.told(night, call="fast", analysis=URGENT)
    look(night)
    assert subjects() == ["Urgent: Dana Whitfield called"]
    look(there("2026-12-04 07:00"))
    assert subjects()[1] == "Dana Whitfield called"


def test_quiet_that_is_switched_off_lets_go_what_waits(
    cast: Cast, line: Line, time_machine
) -> None:
    night = there("2026-12-03 23:00")
    time_machine.move_to(night, tick=False)
    choose(cast.maya, quiet=NIGHT)
    line.told(night)
    look(night)
    choose(cast.maya)
    look(night)
    assert subjects() == ["Dana Whitfield called"]


def test_inv14_a_flood_is_twenty_mails_and_one_that_gathers_the_rest(
    cast: Cast, line: Line
) -> None:
    choose(cast.maya, frozenset({Event.NEW_CALL, Event.URGENT}))
    for minute in range(50):
        at = NOON + minute * MINUTE
        line.told(at, call=f"call {minute}")
        look(at)
    assert len(mails()) == mailing.PER_PERSON.most == 20
    # What cannot wait does not, and takes the rest along.
    line.told(NOON + 50 * MINUTE, call="fast", analysis=URGENT)
    look(NOON + 50 * MINUTE)
    assert said(mails()[20]).subject == "31 calls since 10:17 AM"
    line.told(NOON + 51 * MINUTE, call="one more")
    look(NOON + 59 * MINUTE)
    assert len(mails()) == 21
    look(NOON + HOUR)
    assert subjects()[21] == "Dana Whitfield called"
    assert Call.objects.count() == 52


def test_what_piled_up_while_the_worker_was_away_is_one_mail(cast: Cast, line: Line) -> None:
    choose(cast.maya)
    for minute in range(30):
        line.told(NOON + minute * MINUTE, call=f"call {minute}")
    look(NOON + HOUR)
    [mail] = mails()
    assert said(mail).subject == "30 calls since 9:57 AM"
    assert said(mail).context["more"] == 10
