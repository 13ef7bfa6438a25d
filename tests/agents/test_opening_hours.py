"""Opening hours: read as typed, asked by the clock, said in words."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.agents import hours_in_words, typed_hours
from callboard.agents.opening_hours import (
    ALL_DAY,
    CLOSED,
    DAY,
    Holiday,
    OpeningHours,
    Overlap,
    Range,
    check_week,
    in_order,
)
from callboard.agents.typed_hours import NotHours, parse


def at(hour: float) -> int:
    return int(hour * 60)


def open_from(*hours: tuple[float, float]) -> tuple[Range, ...]:
    return tuple(Range(at(begins), at(ends)) for begins, ends in hours)


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("9-17", [(9, 17)]),
        ("9am-5pm", [(9, 17)]),
        ("9-5", [(9, 17)]),
        ("9 – 5", [(9, 17)]),
        ("9:00 AM – 5:00 PM", [(9, 17)]),
        ("8.30-16.45", [(8.5, 16.75)]),
        ("8-12", [(8, 12)]),
        ("12-5", [(12, 17)]),
        ("9-12, 1-5", [(9, 12), (13, 17)]),
        ("9-12 1-5", [(9, 12), (13, 17)]),
        ("9 to noon and 1:30pm to 5pm", [(9, 12), (13.5, 17)]),
        ("1-5pm", [(13, 17)]),
        ("9-5pm", [(9, 17)]),
        ("9am-5", [(9, 17)]),
        ("10pm-2am", [(22, 26)]),
        ("18:00-02:00", [(18, 26)]),
        ("01:00-05:00", [(1, 5)]),
        ("9-midnight", [(9, 24)]),
        ("0-24", [(0, 24)]),
        ("24 hours", [(0, 24)]),
        ("9-12, 12-5", [(9, 17)]),
        ("Closed", []),
        ("", []),
    ],
)
def test_what_people_type_is_understood(text: str, ranges: list[tuple[float, float]]) -> None:
    assert parse(text) == open_from(*ranges)


@pytest.mark.parametrize(
    "text", ["9", "nine to five", "25-26", "9-17-19", "9:75-10", "13pm-2pm", "9-5 x", "9\x00-17"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(NotHours):
        parse(text)


def test_two_ranges_over_the_same_hour_are_refused() -> None:
    with pytest.raises(Overlap):
        parse("9-17, 16-18")


def test_a_night_may_not_run_into_the_next_morning_s_hours() -> None:
    week = [open_from((20, 26)), open_from((1, 5)), *[CLOSED] * 5]
    with pytest.raises(Overlap) as fault:
        check_week(week)
    assert fault.value.day == 0
    with pytest.raises(Overlap) as fault:
        check_week([open_from((1, 5)), *[CLOSED] * 5, open_from((20, 26))])
    assert fault.value.day == 6


WEEK = OpeningHours(
    week=(*[open_from((9, 12), (13, 17))] * 4, open_from((9, 15)), open_from((22, 26)), CLOSED),
    holidays=(
        Holiday(date(2026, 12, 24), date(2026, 12, 24), "Christmas Eve", open_from((9, 12))),
        Holiday(date(2026, 12, 25), date(2026, 12, 27), "Christmas"),
    ),
)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23 08:59", False),
        ("2026-11-23 09:00", True),
        ("2026-11-23 12:00", False),
        ("2026-11-23 13:00", True),
        ("2026-11-23 17:00", False),
        ("2026-11-27 16:00", False),
        ("2026-11-28 23:30", True),
        ("2026-11-29 01:59", True),
        ("2026-11-29 02:00", False),
        ("2026-12-24 11:00", True),
        ("2026-12-24 14:00", False),
        ("2026-12-25 10:00", False),
        ("2026-12-26 23:00", False),
    ],
)
def test_a_clock_says_whether_it_is_open(moment: str, is_open: bool) -> None:
    assert WEEK.is_open(datetime.fromisoformat(moment)) is is_open


def test_hours_are_said_in_words() -> None:
    words = [hours_in_words.of_day(day) for day in WEEK.week]
    assert words[0] == "9 AM – 12 PM, 1 PM – 5 PM"
    assert words[4:] == ["9 AM – 3 PM", "10 PM – 2 AM", "Closed"]
    assert hours_in_words.of_day(ALL_DAY) == "Open all day"
    assert hours_in_words.of_holiday(WEEK.holidays[0]).endswith("Christmas Eve: 9 AM – 12 PM")
    assert hours_in_words.spoken(WEEK) == (
        "We're open Monday to Thursday from 9 AM to 12 PM and from 1 PM to 5 PM, on Friday from "
        "9 AM to 3 PM and on Saturday from 10 PM to 2 AM."
    )


def test_what_is_stored_reads_back() -> None:
    assert OpeningHours.read(WEEK.stored()) == WEEK


ranges = st.tuples(st.integers(0, DAY - 1), st.integers(1, DAY)).map(
    lambda pair: Range(pair[0], pair[0] + pair[1])
)


def sound(some: list[Range]) -> bool:
    try:
        in_order(some)
    except Overlap:
        return False
    return True


@given(st.lists(ranges, max_size=3).filter(sound))
def test_what_is_shown_may_be_typed_again(some: list[Range]) -> None:
    day = in_order(some)
    assert typed_hours.parse(hours_in_words.typed(day)) == day
