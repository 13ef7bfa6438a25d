"""The numbers of a period, and how they are beside the one before."""

from datetime import UTC, date, datetime

import pytest

from callboard.calls.models import DailyCalls
from callboard.insights import in_words, numbers
from callboard.insights.numbers import Comparison, Numbers
from callboard.insights.period import Period
from callboard.tenancy import scope
from tests.cast import Cast

WEEK = Period(date(2026, 3, 14), 7)


@pytest.fixture
def inside(cast: Cast):
    with scope.client(cast.northwind.pk, cast.bright_smile.pk):
        yield cast


def had(cast: Cast, day: int, result: str, calls: int = 1, seconds: int = 60) -> None:
    DailyCalls.objects.create(
        agency=cast.northwind,
        client=cast.bright_smile,
        day=date(2026, 3, day),
        result=result,
        calls=calls,
        duration_ms=seconds * 1000,
    )


def test_a_period_ends_on_the_business_s_own_day() -> None:
    late = datetime(2026, 3, 15, 3, 30, tzinfo=UTC)
    assert Period.until(late, "America/New_York", 7) == WEEK
    assert (WEEK.first, WEEK.before) == (date(2026, 3, 8), Period(date(2026, 3, 7), 7))


def test_both_edges_of_both_periods(inside: Cast, django_assert_num_queries) -> None:
    for day in (1, 7, 8, 14, 15):
        had(inside, day, "answered", calls=day)
    with django_assert_num_queries(2):
        found = numbers.compare(WEEK)
    assert found.now.calls == 8 + 14
    assert found.before is not None
    assert found.before.calls == 1 + 7


def test_spam_counts_nowhere(inside: Cast) -> None:
    had(inside, 10, "spam", calls=5)
    had(inside, 10, "booked")
    assert numbers.compare(WEEK).now == Numbers(calls=1, booked=1, duration_ms=60_000)


def test_no_comparison_with_a_time_before_the_first_call(inside: Cast) -> None:
    had(inside, 3, "answered")
    assert numbers.compare(WEEK).before is None


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Numbers(), "Robin had no calls in the last 7 days."),
        (Numbers(calls=1), "Robin handled 1 call in the last 7 days."),
        (
            Numbers(calls=40, unanswered=2, booked=9),
            "Robin handled 38 calls in the last 7 days, and booked 9 appointments.",
        ),
    ],
)
def test_the_sentence(found: Numbers, words: str) -> None:
    assert in_words.sentence("Robin", found, 7) == words


def test_four_numbers_in_plain_comparisons() -> None:
    now = Numbers(calls=12, booked=3, put_through=1, duration_ms=12 * 80_000)
    before = Numbers(calls=10, booked=4, put_through=1, duration_ms=10 * 60_000)
    assert in_words.tiles(Comparison(now, before), 7) == [
        ("Calls", "12", "2 more than in the 7 days before"),
        ("Booked", "3", "1 fewer than in the 7 days before"),
        ("Put through to you", "1", "as many as in the 7 days before"),
        ("Average length", "1 min 20 s", "20 s longer than in the 7 days before"),
    ]


def test_without_a_fair_comparison_there_is_none() -> None:
    told = in_words.tiles(Comparison(Numbers(), None), 7)
    assert [compared for _name, _count, compared in told] == ["", "", "", ""]
    assert told[3][1] == "–"
