"""The tolerant readers that adapters stand on."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.providers import fields

pytestmark = pytest.mark.sqlite

MOMENT = datetime(2024, 7, 27, 21, 24, 5, 712_000, UTC)

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "value",
    [
        "2024-07-27T21:24:05.712Z",
        "2024-07-27T23:24:05.712+02:00",
        "2024-07-27T21:24:05.712",
        1722115445712,
        1722115445712.0004,
        "1722115445712",
        1722115445.712,
        "1722115445.712",
    ],
)
def test_times_as_providers_write_them(value):
    assert fields.moment(value) == MOMENT


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        "",
        "now",
        0,
        -1722115445712,
        1e300,
        float("nan"),
        10**30,
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2024-13-01T00:00:00Z",
        [],
        {},
    ],
)
def test_what_is_no_time(value):
    assert fields.moment(value) is None


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (1, Decimal(1)),
        (0.0612, Decimal("0.0612")),
        (" 12.5 ", Decimal("12.5")),
        ("1e3", Decimal(1000)),
        (True, None),
        (float("inf"), None),
        ("NaN", None),
        ("sNaN", None),
        ("1e999999999", None),
        ("1e-999999999", None),
        (10**400, None),
        ("9" * 41, None),
        (None, None),
        ([], None),
    ],
)
def test_numbers(value, read):
    assert fields.number(value) == read


def test_text_is_cleaned_and_cut():
    assert fields.line(10)(" a\x00b\ud800  c\nd ") == "ab c d"
    assert fields.line(3)("abcdef") == "abc"
    assert fields.line(20)(12125550142) == "12125550142"
    assert fields.prose(40)("one\r\ntwo\tx\x1b[0m\udfff") == "one\ntwo\tx[0m"
    assert fields.line(10)("\x00 \ud800") is None
    assert fields.identifier(3)("abc") == "abc"
    assert fields.identifier(3)("abcd") is None


def test_a_whole_emoji_is_kept():
    assert fields.line(10)("ok \N{SMILING FACE WITH SMILING EYES}") is not None


@pytest.mark.parametrize(
    ("value", "read"),
    [(True, True), ("FALSE", False), ("true ", True), ("8", None), (1, None), (None, None)],
)
def test_yes_and_no(value, read):
    assert fields.boolean(value) is read


@given(ANYTHING)
def test_nothing_makes_a_reader_fail(value):
    fields.moment(value)
    fields.number(value)
    fields.boolean(value)
    fields.objects(value)
    fields.at(value, "a.b")
    for reader in (fields.line(20), fields.prose(20), fields.identifier(20)):
        found = reader(value)
        assert found is None or 0 < len(found) <= 20
