"""The list of a client's calls under filters: what it shows, counts, and leaves out."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.calls import call_backs, daily, flags
from callboard.calls.models import Call
from callboard.tenancy import scope
from tests.cast import ANA, Cast, agent, connection
from tests.portal.sounds import a_call

EASTERN = ZoneInfo("America/New_York")


def callers(page: str) -> list[str]:
    return re.findall(r'class="row-link"[^>]*>([^<]*)<', page)


def a_day(of: Client, days_ago: int, name: str, **facts) -> Call:
    """A call at noon of the business's day so many days ago."""
    day = timezone.now().astimezone(EASTERN).date() - timedelta(days=days_ago)
    # In the morning noon is still to come.
    at = min(datetime(day.year, day.month, day.day, 12, tzinfo=EASTERN), timezone.now())
    # Heard of before anybody of the cast was let in, however long ago that was: it counts as read.
    heard = at - timedelta(days=1)
    return a_call(of, caller_name=name, started_at=at, created_at=heard, **facts)


@pytest.fixture
def calls(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        of = cast.bright_smile
        a_day(of, 0, "Today", duration_ms=20_000, result="answered")
        a_day(of, 3, "Booked", duration_ms=60_000, result="booked", has_booking=True)
        flags.flag(a_day(of, 10, "Flagged", duration_ms=180_000), cast.maya, by=ANA)
        a_day(of, 20, "Waiting", duration_ms=180_001, result="call_back")
        done = a_day(of, 40, "Called", result="call_back")
        call_backs.done(done, cast.maya, by=ANA)
        a_day(of, 1, "Spammer", result="spam")
        a_day(of, 2, "Other spammer", result="spam")
        daily.rebuild(of)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Today", "Booked", "Flagged", "Waiting", "Called"]),
        ("days=today", ["Today"]),
        ("days=7", ["Today", "Booked"]),
        ("days=30", ["Today", "Booked", "Flagged", "Waiting"]),
        ("outcome=booked&outcome=call_back", ["Booked", "Waiting", "Called"]),
        ("outcome=spam", ["Spammer", "Other spammer"]),
        ("days=7&spam=1", ["Today", "Spammer", "Other spammer", "Booked"]),
        ("length=short", ["Today"]),
        ("length=medium", ["Booked", "Flagged", "Called"][:2]),
        ("length=short&length=long", ["Today", "Waiting", "Called"]),
        ("booking=1", ["Booked"]),
        ("flagged=1", ["Flagged"]),
        ("call_back=1", ["Waiting"]),
        ("unread=1", []),
        ("outcome=voicemail", []),
    ],
)
def test_what_each_filter_leaves(maya: Browser, calls: None, query: str, shown: list[str]) -> None:
    page = maya.get(f"/calls/?{query}").text
    assert callers(page) == shown
    if not shown:
        assert "No unread calls." in page or "No calls match these filters." in page
        assert "No calls yet." not in page


def test_days_are_the_business_s_not_the_reader_s(cast: Cast, maya: Browser) -> None:
    """Half past eleven at night in Maine is the next day in Tokyo."""
    with scope.agency(cast.northwind.pk):
        late = datetime(2026, 3, 4, 23, 30, tzinfo=EASTERN)
        a_call(cast.bright_smile, caller_name="Late", started_at=late)
    maya.post("/settings/profile/", {"name": "Maya", "time_zone": "Asia/Tokyo", "theme": ""})
    page = maya.get("/calls/?from=2026-03-04&to=2026-03-04").text
    assert callers(page) == ["Late"]
    assert "days in Eastern time" in page
    assert callers(maya.get("/calls/?from=2026-03-05&to=2026-03-05").text) == []


def test_a_day_of_the_change_of_clocks_has_its_own_length(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        for name, at in (
            ("First", datetime(2026, 3, 8, 0, 0, tzinfo=EASTERN)),
            ("Last", datetime(2026, 3, 8, 23, 59, tzinfo=EASTERN)),
            ("Next", datetime(2026, 3, 9, 0, 0, tzinfo=EASTERN)),
        ):
            a_call(cast.bright_smile, caller_name=name, started_at=at)
    page = maya.get("/calls/?from=2026-03-08&to=2026-03-08").text
    assert callers(page) == ["Last", "First"]


def test_how_many_there_are_is_told_where_the_days_know_it(maya: Browser, calls: None) -> None:
    assert "1–5 of 5" in maya.get("/calls/").text
    assert "1–2 of 2" in maya.get("/calls/?days=7").text
    assert "1–3 of 3" in maya.get("/calls/?outcome=booked&outcome=call_back").text
    assert "of 1<" not in maya.get("/calls/?flagged=1").text


def test_spam_stands_aside_until_it_is_asked_for(maya: Browser, calls: None) -> None:
    page = maya.get("/calls/").text
    assert "Show 2 spam calls" in page
    assert "Spammer" not in callers(page)
    page = maya.get("/calls/?spam=1").text
    assert "Spammer" in callers(page)
    assert "Hide Spam" in page


def test_nothing_but_spam_is_no_first_use(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        a_day(cast.bright_smile, 1, "Spammer", result="spam")
        daily.rebuild(cast.bright_smile)
    page = maya.get("/calls/").text
    assert "No calls yet but spam." in page
    assert "Show 1 spam call" in page


def test_what_cannot_be_read_is_told_and_the_rest_holds(maya: Browser, calls: None) -> None:
    answer = maya.get("/calls/?from=2026-99-01&outcome=booked&outcome=nonsense&before=%00")
    assert answer.status_code == 422
    assert "This is no day. Enter it as 2026-12-01." in answer.text
    assert "There is no such outcome." in answer.text
    assert "<title>Error: Calls" in answer.text
    assert callers(answer.text) == ["Booked"]


def test_a_line_is_offered_where_there_are_several(cast: Cast, maya: Browser, calls: None) -> None:
    page = maya.get("/calls/").text
    assert "by-line" not in page
    with scope.agency(cast.northwind.pk):
        wren = agent(cast.bright_smile, connection(cast.northwind), "Wren")
        a_call(cast.bright_smile, caller_name="For Wren", agent=wren)
        elsewhere = agent(cast.harbor_law, wren.connection, "Sparrow")
    page = maya.get(f"/calls/?line={wren.public_id}").text
    assert callers(page) == ["For Wren"]
    assert "Wren · (415) 555-0100" in page
    assert "Sparrow" not in page
    assert callers(maya.get(f"/calls/?line={elsewhere.public_id}").text) == []


def test_a_part_of_the_page_is_the_list_alone(maya: Browser, calls: None) -> None:
    headers = {"HX-Request": "true", "HX-Target": "results"}
    answer = maya.get("/calls/?from=&to=&outcome=booked", headers=headers)
    assert "<html" not in answer.text
    assert callers(answer.text) == ["Booked"]
    assert answer.headers["HX-Push-Url"] == "/calls/?outcome=booked"


def test_a_search_of_a_line_that_is_gone_finds_nothing(maya: Browser, calls: None) -> None:
    gone = "v0er4a8hbtqjgwrp"
    for path in ("/calls/", "/calls/new/"):
        answer = maya.get(f"{path}?q=a&line={gone}")
        assert answer.status_code in (200, 204)
        assert 'id="call-' not in answer.content.decode()
