"""The address of a list says what it shows, and whatever an address says is read or told."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from callboard.calls import filters
from callboard.calls.filters import Filters, Length, Period, Whose
from callboard.calls.vocabulary import Result

ids = st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=16, max_size=16)
days = st.dates(date(2000, 1, 1), date(2999, 12, 31))


def in_order(words):
    """Some of a closed set, in its order."""
    return st.sets(st.sampled_from(words)).map(
        lambda some: tuple(word for word in words if word in some)
    )


@st.composite
def asked(draw) -> Filters:
    period = draw(st.none() | st.sampled_from(Period))
    since, until = draw(st.none() | days), draw(st.none() | days)
    if period or (since and until and until < since):
        since = until = None
    return Filters(
        period=period,
        since=since,
        until=until,
        results=draw(in_order(list(Result))),
        lines=tuple(sorted(draw(st.sets(ids, max_size=5)))),
        lengths=draw(in_order(list(Length))),
        **{name: draw(st.booleans()) for name in filters.SWITCHES},
        text=" ".join(draw(st.text(max_size=80)).replace("\0", "").split()),
        client=draw(st.just("") | ids),
        whose=draw(st.none() | st.sampled_from(Whose)),
    )


@given(asked())
def test_filters_come_back_from_their_address_as_they_were(wanted: Filters) -> None:
    read = filters.read(QueryDict(wanted.query().removeprefix("?")), for_agency=True)
    assert read == filters.Read(wanted)


@given(st.lists(st.tuples(st.sampled_from([*filters.NAMES.values(), "x"]), st.text(max_size=30))))
def test_any_address_is_read_and_what_is_no_filter_is_told(pairs: list[tuple[str, str]]) -> None:
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    read = filters.read(query, for_agency=True)
    assert filters.of_text(read.filters.query(), for_agency=True) == read.filters


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=2026-13-45", "from"),
        ("from=yesterday", "from"),
        ("to=0001-01-01", "to"),
        ("from=2026-05-02&to=2026-05-01", "to"),
        ("days=365", "days"),
        ("outcome=booked&outcome=nonsense", "outcome"),
        ("length=-1", "length"),
        ("line=%00", "line"),
        ("line=" + "9" * 4000, "line"),
    ],
)
def test_a_filter_that_cannot_be_read_is_told_and_left_out(query: str, field: str) -> None:
    read = filters.read(QueryDict(query))
    assert list(read.faults) == [field]
    assert read.faults[field].endswith(".")


def test_what_is_repeated_counts_once() -> None:
    read = filters.read(QueryDict("outcome=spam&outcome=booked&outcome=spam&days=7&days=30"))
    assert read.filters == Filters(period=Period.MONTH, results=(Result.BOOKED, Result.SPAM))
    assert read.faults == {}


def test_a_client_s_people_cannot_ask_for_what_is_the_agency_s() -> None:
    read = filters.read(QueryDict("client=aaaaaaaaaaaaaaaa&whose=nobody&not_well=1"))
    assert read == filters.Read(Filters())
