"""A call is found by who called, from which number, and by what was said: alike on both databases,
and as plain Python says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from callboard.calls import search
from callboard.calls.models import Call, SearchText, Transcript
from callboard.calls.search import walk
from callboard.calls.search.reindex import reindex
from callboard.tenancy import scope
from tests.calls import search_reference as reference
from tests.cast import Cast
from tests.inbox.snapshot import undone
from tests.portal.sounds import a_call
from tests.sizes import sized

NOON = datetime(2026, 3, 8, 12, tzinfo=UTC)


@dataclass
class Desk:
    """Calls of Bright Smile, one a minute, each with what was said."""

    cast: Cast
    minutes: int = 0

    def call(self, *said: str, **facts: Any) -> Call:
        self.minutes += 1
        facts.setdefault("started_at", NOON + timedelta(minutes=self.minutes))
        call = a_call(self.cast.bright_smile, **{"from_number": "", **facts})
        turns = [{"role": "user", "text": text, "start_ms": 0, "end_ms": 1} for text in said]
        Transcript.objects.create(agency_id=call.agency_id, call=call, turns=turns)
        search.index(call)
        return call


@pytest.fixture
def desk(cast: Cast) -> Iterator[Desk]:
    with scope.client(cast.northwind.pk, cast.bright_smile.pk):
        yield Desk(cast)


# How many calls are looked at first; none leaves it to the index.
WAYS = [100, 2, 0]


@pytest.fixture(params=WAYS)
def anyhow(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "FIRST", request.param)


def found(typed: str, limit: int = 50, **place: Any) -> list[Call]:
    return list(search.matching(Call.objects.shown_to_client(), typed, limit=limit, **place))


WORDS = ["root", "canal", "Núñez", "nunez", "NUÑEZ", "ROOTS", "Straße", "strasse", "Søren", "ﬁll"]
WORDS += [
    "fill",
    "e\u0301tude",
    "ЁЛКА",
    "елка",
    "שלום",
    "歯",
    "३०",
    "İzmir",
    "izmir",
    "²",
    "a",
    "207",
]
said = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
names = st.sampled_from(["", "Tim O'Brien", "Ana Núñez", "SØREN Root", "canal"])
numbers = st.sampled_from(["", "+12075550112", "+12075550119", "+16035552070", "anonymous"])


@examples(max_examples=sized(15, 500))
@given(st.data())
def test_it_finds_what_plain_python_finds_newest_first(anyhow: None, desk: Desk, data) -> None:
    with undone():
        there: list[tuple[Call, list[dict[str, str]]]] = []
        for _ in range(data.draw(st.integers(1, 6))):
            turns = data.draw(st.lists(said, max_size=3))
            minute = data.draw(st.integers(0, 3))
            call = desk.call(
                *turns,
                caller_name=data.draw(names),
                from_number=data.draw(numbers),
                kept_aside=data.draw(st.integers(0, 4)) == 0,
                started_at=NOON + timedelta(minutes=minute),
            )
            there.append((call, [{"text": text} for text in turns]))
        there = [(call, turns) for call, turns in there if not call.kept_aside]
        for _ in range(3):
            typed = data.draw(st.lists(st.sampled_from(WORDS[:-2]), min_size=1, max_size=3))
            words = " ".join(typed)
            same(found(words), [c for c, turns in there if reference.has_all(words, c, turns)])
            quoted = f'"{words}"'
            same(found(quoted), [c for c, turns in there if reference.has_phrase(words, c, turns)])


def same(one: list[Call], other: list[Call]) -> None:
    assert {call.pk for call in one} == {call.pk for call in other}
    starts = [call.started_at for call in one]
    assert starts == sorted(starts, reverse=True)


FORMATS = [
    "(207) 555-0112",
    "207.555.0112",
    "+1 207 555 0112",
    "0012075550112",
    "5550112",
    "555-0112",
    "0112",
    "+1 207 555",
    "(207) 555",
    "1207",
    "Núñez 0112",
    '"207 555 0112"',
    "２０７ ５５５ ０１１２",
]


def test_a_number_is_found_in_any_format_and_by_its_start_and_its_end(desk: Desk) -> None:
    wanted = desk.call("Hello.", caller_name="Ana Nunez", from_number="+12075550112")
    desk.call("Hello.", caller_name="Ana Nunez", from_number="+16035550119")
    assert {typed: found(typed) for typed in FORMATS} == {typed: [wanted] for typed in FORMATS}


def test_the_middle_of_a_number_is_not_a_part_of_it(desk: Desk) -> None:
    desk.call("Hello.", from_number="+12075550112")
    for typed in ("7555011", "555 0119 207", "12075550113", "012"):
        assert found(typed) == []


@examples(max_examples=sized(20, 300))
@given(st.data())
def test_any_part_of_a_number_finds_what_plain_python_finds(desk: Desk, data) -> None:
    with undone():
        calls = [desk.call(from_number=f"+1207555{end}") for end in ("0112", "2075", "1207")]
        whole = data.draw(st.sampled_from([call.from_number[1:] for call in calls]))
        first = data.draw(st.integers(0, 8))
        digits = whole[first : data.draw(st.integers(first + 3, 11))]
        wanted = [call for call in calls if reference.has_number(digits, call)]
        if digits.startswith("0"):  # as dialled from within the country
            dialled = digits.lstrip("0")
            if len(dialled) >= 3:
                wanted += [call for call in calls if reference.starts(dialled, call)]
        same(found(digits), wanted)


def test_figures_that_were_said_are_found_too(desk: Desk) -> None:
    price = desk.call("That is 350 dollars, at 12 Wharf Street.")
    assert found("350") == [price]
    assert found("350 dollars") == [price]
    assert found("12 wharf") == [price]
    assert found("35") == []


def test_an_outgoing_call_is_found_by_whom_it_called(desk: Desk) -> None:
    facts = {"from_number": "+12075550100", "to_number": "+16035550123"}
    call = desk.call("Hello.", direction="outbound", **facts)
    assert found("603 555") == [call]
    assert found("207 555") == []


def test_the_last_word_is_a_beginning_and_a_quoted_one_is_not(desk: Desk) -> None:
    call = desk.call("She asked for an appointment.")
    assert found("asked app") == [call]
    assert found("app asked") == []
    assert found('asked "app"') == []
    assert found("as") == []
    assert found('"for an appointment"') == [call]
    assert found('"asked an"') == []


def test_a_phrase_is_one_person_s(desk: Desk) -> None:
    desk.call("I need a root", "canal, please")
    assert found('"root canal"') == []
    assert len(found("root canal")) == 1


BAD = ["???", "", "  ", "\x00", '"', '""', "-", "*", ":", "()", "\ud800", "'", "\\", "|", "#1", "@"]


def test_o104_what_has_no_word_finds_nothing(desk: Desk) -> None:
    desk.call("Hello.", from_number="+12075550112")
    assert [typed for typed in BAD if found(typed)] == []


ORDERS = [
    "hello NEAR(a b)",
    "hello AND",
    "hello* OR *",
    'hello "',
    "text:hello",
    "^hello",
    "hello' OR 1=1 --",
    "hello & !x",
    "hello:*",
    "hello\x00",
    "hello " * 2000,
    "%s %(x)s hello",
    "hello" * 2000,
    "1 " * 5000,
    '"' + "a " * 5000 + '"',
]


def test_o104_what_a_database_would_read_as_its_own_is_words(desk: Desk) -> None:
    call = desk.call("Hello.")
    for typed in ORDERS:
        assert found(typed) in ([], [call])
    assert found("hello*") == found('hello "') == found("^hello") == found("hello\x00") == [call]


def test_pages_follow_each_other_both_ways_and_miss_nothing(anyhow: None, desk: Desk) -> None:
    # Three of one moment, and they came in another order than they began.
    for minute in (3, 1, 2, 2, 2, 0, 5):
        desk.call("hello", started_at=NOON + timedelta(minutes=minute))
    every = found("hello")
    pages = [found("hello", limit=3)]
    while len(pages[-1]) == 3:
        pages.append(found("hello", limit=3, older_than=pages[-1][-1]))
    assert {call.pk for page in pages for call in page} == {call.pk for call in every}
    assert sum(map(len, pages)) == len(every) == 7
    assert found("hello", limit=2, newer_than=every[-1]) == every[-3:-1]


def test_it_finds_among_the_given_calls_alone(anyhow: None, desk: Desk) -> None:
    calls = [desk.call("hello", result="booked" if n == 0 else "answered") for n in range(8)]
    rows = Call.objects.shown_to_client().filter(result="booked")
    assert list(search.matching(rows, "hello", limit=2)) == calls[:1]
    assert list(search.matching(rows, "absent", limit=2)) == []


def test_a_call_that_changes_is_found_by_what_it_is_now(desk: Desk) -> None:
    call = desk.call("hello", caller_name="Ana")
    Transcript.objects.filter(call=call).update(turns=[{"text": "goodbye"}])
    call.caller_name, call.started_at = "Ben", NOON - timedelta(days=1)
    call.save()
    search.index(call)
    assert (found("hello"), found("ana")) == ([], [])
    assert found("goodbye ben") == [call]
    later = desk.call("goodbye ben")
    assert found("goodbye") == [later, call]
    search.index(call)
    assert SearchText.objects.count() == 2


def test_a_deleted_call_leaves_no_word_behind(desk: Desk) -> None:
    call = desk.call("hello")
    call.delete()
    assert not SearchText.objects.exists()
    assert found("hello") == []


def test_o063_another_client_s_calls_and_those_kept_aside_are_not_found(
    anyhow: None, desk: Desk
) -> None:
    cast, call = desk.cast, desk.call("hello")
    with scope.agency(cast.northwind.pk):
        aside = desk.call("hello", kept_aside=True)
        theirs = desk.call("hello", client=cast.harbor_law)
        unassigned = desk.call("hello", client=None)
        rows = Call.objects.all()
        every = list(search.matching(rows, "hello", limit=9))
        assert every == [unassigned, theirs, aside, call]
        of = rows.filter(client=cast.bright_smile)
        mine = list(search.matching(of, "hello", limit=9, of=cast.bright_smile))
        assert mine == [aside, call]
    assert found("hello") == [call]
    with scope.client(cast.northwind.pk, cast.harbor_law.pk):
        assert found("hello") == [theirs]
    with scope.agency(cast.lumen.pk):
        assert list(search.matching(Call.objects.all(), "hello", limit=9)) == []


def test_a_reindex_mends_what_is_missing_or_wrong_and_goes_on_where_it_was(desk: Desk) -> None:
    first, second, third = desk.call("hello"), desk.call("hello"), desk.call("hello")
    SearchText.objects.filter(call=first).delete()
    SearchText.objects.filter(call=second).update(text="| nothing |")
    with scope.wiped():
        (done,) = reindex(after=first.pk)
        assert (done.last, done.looked_at, done.mended) == (third.pk, 2, 1)
        assert [one.mended for one in reindex()] == [1]
        assert [one.mended for one in reindex()] == [0]
    assert found("hello") == [third, second, first]
