"""Money is exact to the minor unit: currencies, rounding, short periods, ends of months."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.billing import boundaries
from callboard.billing.models import Rounding, Terms
from callboard.billing.statement import tax_on
from callboard.billing.used import Used, extra_cost, half_up, started_minutes, whole_seconds
from callboard.ui.money import Negative, NotMoney, TooMuch, money, parse, plain

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 1))


@pytest.mark.parametrize(
    ("typed", "currency", "minor", "shown"),
    [
        ("297", "USD", 29700, "$297.00"),
        ("1,297.50", "USD", 129750, "$1,297.50"),
        ("1 297.50", "USD", 129750, "$1,297.50"),
        ("1,297,000", "USD", 129700000, "$1,297,000.00"),
        ("29700", "JPY", 29700, "¥29,700"),
        ("29.7", "KWD", 29700, "KWD29.700"),
        ("0", "EUR", 0, "€0.00"),
    ],
)
def test_money_is_read_and_told_in_its_own_decimals(typed, currency, minor, shown) -> None:
    assert parse(typed, currency) == minor
    assert money(minor, currency) == shown


@pytest.mark.parametrize(
    ("typed", "currency"),
    [
        ("29.705", "USD"),
        ("1.5", "JPY"),
        ("-1", "USD"),
        ("NaN", "USD"),
        ("Infinity", "USD"),
        ("1e999999", "USD"),
        ("free", "USD"),
        ("9" * 24, "USD"),
        ("", "USD"),
        ("297,00", "USD"),
        ("12,5", "USD"),
        ("1,29,700", "USD"),
        ("1.297,50", "USD"),
        ("1.000", "EUR"),
    ],
)
def test_what_is_no_amount_is_refused(typed: str, currency: str) -> None:
    with pytest.raises(NotMoney):
        parse(typed, currency)


@pytest.mark.parametrize("typed", ["-1", "-1,297.50", "- 5", "\u22125"])
def test_a_minus_is_told_from_what_is_no_amount(typed: str) -> None:
    with pytest.raises(Negative):
        parse(typed, "USD")


def test_too_much_is_told_from_what_is_no_amount() -> None:
    with pytest.raises(TooMuch):
        parse("999999999999", "USD")


@given(st.integers(0, 10**9), st.sampled_from(["USD", "JPY", "KWD"]))
def test_what_a_form_shows_is_read_back_to_the_minor_unit(amount: int, currency: str) -> None:
    assert parse(plain(amount, currency), currency) == amount


@given(DAYS, st.integers(1, 31))
def test_every_day_is_in_exactly_one_period(day: date, period_day: int) -> None:
    start = boundaries.start_of(day, period_day)
    end = boundaries.next_after(day, period_day)
    assert start <= day < end
    assert boundaries.start_of(end - timedelta(days=1), period_day) == start
    assert boundaries.next_after(start, period_day) == end
    assert 28 <= (end - start).days <= 31


def test_periods_of_the_31st_begin_on_the_last_of_each_month() -> None:
    day, starts = date(2027, 12, 31), []
    for _number in range(4):
        day = boundaries.next_after(day, 31)
        starts.append(day)
    assert starts == [
        date(2028, 1, 31),
        date(2028, 2, 29),
        date(2028, 3, 31),
        date(2028, 4, 30),
    ]


def test_a_day_on_which_the_clock_changes_has_its_own_midnights() -> None:
    first = boundaries.midnight(date(2026, 3, 8), "America/New_York")
    second = boundaries.midnight(date(2026, 3, 9), "America/New_York")
    assert (second.timestamp() - first.timestamp()) == 23 * 3600


def terms(rounding: str, price: int = 45) -> Terms:
    return Terms(rounding=rounding, extra_minute_price=price)


CALLS = st.lists(st.integers(0, 3_600_000), max_size=30)


def used_by(lengths: list[int]) -> Used:
    seconds = [whole_seconds(one) for one in lengths]
    return Used(len(seconds), sum(seconds), sum(map(started_minutes, seconds)))


@given(CALLS, st.integers(0, 60), st.integers(0, 999))
def test_extra_minutes_cost_what_an_exact_reckoning_says(lengths, included, price) -> None:
    used = used_by(lengths)
    by_second = max(Fraction(0), Fraction(used.seconds, 60) - included) * price
    exact = extra_cost(used, included, terms(Rounding.PER_SECOND, price))
    assert abs(exact - by_second) <= Fraction(1, 2)
    whole = max(0, used.minutes - included) * price
    assert extra_cost(used, included, terms(Rounding.PER_CALL_MINUTE, price)) == whole
    total = max(0, -(-used.seconds // 60) - included) * price
    assert extra_cost(used, included, terms(Rounding.PER_TOTAL_MINUTE, price)) == total
    assert exact <= total <= whole


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_half_a_unit_goes_away_from_nothing(numerator: int, denominator: int) -> None:
    found = half_up(numerator, denominator)
    assert abs(found * denominator - numerator) * 2 <= denominator
    assert half_up(-numerator, denominator) == -found


@pytest.mark.parametrize(
    ("amount", "rate", "tax"), [(10_000, "19", 1900), (1050, "7.5", 79), (3, "50", 2), (5, "0", 0)]
)
def test_tax_is_rounded_once(amount: int, rate: str, tax: int) -> None:
    assert tax_on(amount, Decimal(rate)) == tax
