"""What a chart comes to, in a sentence that is true of all its columns."""

from datetime import date, timedelta

import pytest

from callboard.insights import takeaways
from callboard.insights.asked import Charted
from callboard.insights.charts.week import week
from callboard.insights.period import Period
from callboard.insights.series import Point

MONDAY = date(2026, 11, 23)


def points(values: list[int], days: int) -> list[Point]:
    ends = [MONDAY + timedelta(days=days * (number + 1) - 1) for number in range(len(values))]
    return [
        Point(Period(last, days), value, None, unfinished=False)
        for last, value in zip(ends, values, strict=True)
    ]


@pytest.mark.parametrize(
    ("values", "days", "words"),
    [
        ([0, 0], 1, "None in this time."),
        ([3], 1, "Mon 23 Nov: 3 calls."),
        ([1, 5, 4], 1, "Most on Tue 24 Nov: 5 calls."),
        ([1, 5, 5], 1, "Most on Tue 24 Nov and Wed 25 Nov: 5 calls each."),
        ([1, 1, 1], 1, "Most on 3 days: 1 call each."),
        ([9, 9, 9], 7, "At most 9 calls, 3 times."),
    ],
)
def test_days_with_as_many_are_not_passed_over(values: list[int], days: int, words: str) -> None:
    assert takeaways.of_series(points(values, days), Charted.CALLS) == words


@pytest.mark.parametrize(
    ("calls", "words"),
    [
        ({}, ""),
        ({(0, 9): 3, (4, 14): 2}, "Most calls come on Monday, 9 AM to 10 AM."),
        (
            {(0, 9): 3, (4, 14): 3},
            "Most calls come on Monday, 9 AM to 10 AM, and on Friday, 2 PM to 3 PM.",
        ),
        ({(0, 9): 3, (1, 9): 3, (4, 14): 3}, ""),
    ],
)
def test_no_hour_is_the_busiest_where_others_have_as_many(
    calls: dict[tuple[int, int], int], words: str
) -> None:
    counted = [[calls.get((day, hour), 0) for hour in range(24)] for day in range(7)]
    assert takeaways.of_week(week(counted)) == words
