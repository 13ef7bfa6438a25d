"""What a chart comes to, in a sentence that is true of all its columns."""

from datetime import date, timedelta

import pytest

from callboard.insights import takeaways
from callboard.insights.asked import Charted
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
