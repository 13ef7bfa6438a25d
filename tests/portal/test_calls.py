"""The list of a client's calls."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client as Browser
from django.utils import timezone

from callboard.calls.models import Call
from callboard.people.models import Membership
from callboard.tenancy import scope
from tests.calls.voices import conversation
from tests.cast import Cast, agent, browser, connection, member
from tests.portal.sounds import SOUND, a_call, a_recording

DAY = timedelta(days=1)


def names(page: str) -> list[str]:
    """Callers in the order of the list."""
    return re.findall(r">(Caller \d+)<", page)


def test_newest_first_in_pages_of_fifty(cast: Cast, maya: Browser) -> None:
    now = timezone.now()
    with scope.agency(cast.northwind.pk):
        for number in range(120):
            # Three calls a moment: the order must hold where times are equal.
            at = now - timedelta(minutes=number // 3)
            a_call(cast.bright_smile, caller_name=f"Caller {number}", started_at=at)
    page, seen = maya.get("/calls/").text, []
    for length in (50, 50, 20):
        assert len(names(page)) == length
        seen += names(page)
        older = re.search(r'href="(/calls/\?after=\w+)"', page)
        if older:
            page = maya.get(older.group(1)).text
    assert len(set(seen)) == 120
    assert seen[0] == "Caller 2"
    assert not older
    newer = re.search(r'href="(/calls/\?before=\w+)"', page)
    assert newer
    assert names(maya.get(newer.group(1)).text) == seen[50:100]


def test_links_to_calls_carry_no_query(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
    assert f'href="/calls/{call.public_id}/"' in maya.get("/calls/").text


def test_what_a_row_says(cast: Cast, maya: Browser, data_dir) -> None:
    with scope.agency(cast.northwind.pk):
        a_recording(a_call(cast.bright_smile, caller_name="Caller 1"))
        a_call(
            cast.bright_smile,
            caller_name="",
            from_number="",
            summary="",
            outcome="failed",
            spoken=False,
            duration_ms=None,
        )
        a_call(cast.bright_smile, outcome="transferred", duration_ms=61_000)
        a_call(cast.bright_smile, rank=2, outcome="", duration_ms=None)
    page = maya.get("/calls/").text
    for words in (
        "(415) 555-0123",
        "3 min 4 s",
        "Chipped a tooth.",
        "With a recording",
        "Unknown number",
        "Robin couldn’t answer",
        "Put through to you",
        "In progress",
    ):
        assert words in page
    assert page.count("With a recording") == 1
    assert page.count("Times in Eastern time") == 1


def test_who_calls_for_the_first_time_is_new(cast: Cast, maya: Browser) -> None:
    now, again = timezone.now(), "+12075550101"
    with scope.agency(cast.northwind.pk):
        for hours, name, facts in (
            (1, "Caller 1", {"from_number": again}),
            (2, "Caller 2", {"from_number": again}),
            (3, "Caller 3", {"from_number": "+12075550102", "result": "spam"}),
            (4, "Caller 4", {"from_number": "+12075550103", "is_example": True}),
            (5, "Caller 5", {"from_number": "anonymous"}),
            (6, "Caller 6", {"direction": "outbound", "to_number": "+12075550104"}),
            (7, "Caller 7", {"from_number": "+12075550105"}),
            (8, "Caller 8", {"from_number": "+12075550105", "kept_aside": True}),
            (9, "Caller 9", {"from_number": "+12075550105", "is_example": True}),
        ):
            at = now - timedelta(hours=hours)
            a_call(cast.bright_smile, caller_name=name, started_at=at, **facts)
        at = now - timedelta(days=9)
        a_call(cast.harbor_law, from_number="+12075550105", started_at=at)
    for page in ("/calls/?spam=1", "/home/"):
        rows = re.findall(r"<tr.*?</tr>", maya.get(page).text, re.DOTALL)
        new = [re.findall(r">(Caller \d)\b", row) for row in rows if ">New Caller<" in row]
        assert new == [["Caller 2"], ["Caller 7"]]
    with scope.agency(cast.northwind.pk):
        assert Call.objects.count() == 10


def test_spam_among_the_examples_is_left_out_and_can_be_shown(cast: Cast, maya: Browser) -> None:
    """No number tells of it."""
    with scope.agency(cast.northwind.pk):
        a_call(cast.bright_smile, caller_name="Vera Machine", is_example=True, result="spam")
    page = maya.get("/calls/").text
    assert "Vera Machine" not in page
    assert '<a href="/calls/?spam=1">Show Spam Too</a>' in page
    shown = maya.get("/calls/?spam=1").text
    assert "Vera Machine" in shown
    assert "Hide Spam" in shown


def test_the_list_costs_the_same_for_one_call_and_for_fifty(
    cast: Cast, maya: Browser, data_dir, django_assert_num_queries
) -> None:
    with scope.agency(cast.northwind.pk):
        a_recording(a_call(cast.bright_smile))
    maya.get("/calls/")
    # The agency with its brand, who this is; the list: the calls, the days' numbers, how many are
    # unread; its bar: lines and views. Until they are done with, the call to begin with and its
    # lines, and twice for whether colleagues should be invited. What the assistant is called. And
    # whether spam is among the examples, as there is none else.
    for address, statements in (("/calls/", 12), ("/calls/?days=7&outcome=booked", 8)):
        with django_assert_num_queries(statements):
            maya.get(address)
    with scope.agency(cast.northwind.pk):
        for _ in range(60):
            a_call(cast.bright_smile)
    for address, statements in (("/calls/", 12), ("/calls/?days=7&outcome=booked", 8)):
        with django_assert_num_queries(statements):
            maya.get(address)


def test_before_the_first_call_it_says_which_number_to_call(cast: Cast, maya: Browser) -> None:
    page = maya.get("/calls/").text
    assert "No calls yet." in page
    assert "tel:" not in page
    with scope.agency(cast.northwind.pk):
        on = connection(cast.northwind)
        agent(cast.bright_smile, on, "A draft", draft=True)
        agent(cast.bright_smile, on, "Robin")
        agent(cast.harbor_law, on, "Sparrow")
    page = maya.get("/calls/").text
    for words in ("Robin answers", "(415) 555-0100", "Call It Now", "*724155550100"):
        assert words in page
    assert 'href="tel:**21*4155550100%23"' in page
    assert 'href="tel:+1-415-555-0100"' in page
    assert "A draft" not in page
    assert "Sparrow" not in page


def test_others_calls_and_drafts_are_not_there(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        hidden = [
            a_call(cast.bright_smile, kept_aside=True),
            a_call(cast.harbor_law),
            a_call(cast.bright_smile, client=None, agent=None),
        ]
    with scope.agency(cast.lumen.pk):
        hidden.append(a_call(cast.cedar_clinic))
    assert "No calls yet." in maya.get("/calls/").text
    for call in hidden:
        for path in (
            f"/calls/{call.public_id}/",
            f"/calls/{call.public_id}/recording",
        ):
            assert maya.get(path).status_code == 404
        assert "No calls" in maya.get(f"/calls/?after={call.public_id}").text


def test_nonsense_is_not_found_and_never_a_failure(maya: Browser) -> None:
    for path in ("/calls/%00/", "/calls/x/"):
        assert maya.get(path).status_code == 404
    for path in ("/calls/?before=%00", "/calls/?after=x", "/calls/?before=" + "x" * 5000):
        assert maya.get(path).status_code == 200
    assert maya.get("/calls/" + "x" * 5000 + "/").status_code == 404
    for client in ("", "\x00", "x" * 5000):
        assert maya.post("/switch/", {"client": client}).status_code == 404


def test_only_reading(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
    for path in ("/calls/", f"/calls/{call.public_id}/", f"/calls/{call.public_id}/recording"):
        for method in (maya.post, maya.put, maya.delete):
            assert method(path).status_code == 405


def test_both_members_of_a_shared_address_see_their_own_agency(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.lumen.pk):
        there = member(cast.cedar_clinic, "Maya at Lumen")
        a_call(cast.cedar_clinic, caller_name="Cedar's caller")
    with scope.agency(cast.northwind.pk):
        a_call(cast.bright_smile, caller_name="Bright Smile's caller")
    assert "Cedar" not in maya.get("/calls/").text
    page = browser(cast.lumen, there).get("/calls/").text
    assert "Cedar&#39;s caller" in page
    assert "Bright Smile" not in page


def test_times_follow_the_reader_s_zone(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        a_call(cast.bright_smile)
        assert Call.objects.count() == 1
    maya.post("/settings/profile/", {"name": "Maya", "time_zone": "Asia/Tokyo", "theme": ""})
    assert "Japan" in maya.get("/calls/").text


def heard(cast: Cast, sound: bytes = SOUND, **facts: Any) -> Call:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, **facts)
        a_recording(call, sound)
        return call


def test_the_best_call_is_ready_to_play(cast: Cast, maya: Browser, data_dir) -> None:
    now = timezone.now()
    heard(cast, duration_ms=4_000, started_at=now)
    good = heard(
        cast,
        conversation([(0, 2)], [(2, 4)], seconds=4),
        duration_ms=90_000,
        summary="Booked a cleaning.",
        started_at=now - DAY,
    )
    heard(cast, duration_ms=1_900_000, started_at=now)
    page = maya.get("/calls/").text
    assert "Begin with this call" in page
    assert 'class="wave-agent" d="M2 ' in page
    assert 'data-who="DW"' in page
    assert f'src="/calls/{good.public_id}/recording"' in page


def test_whoever_heard_a_call_is_shown_none_first(cast: Cast, maya: Browser, data_dir) -> None:
    heard(cast, duration_ms=90_000)
    with scope.agency(cast.northwind.pk):
        Membership.objects.update(first_heard_at=timezone.now())
    assert "Begin with this call" not in maya.get("/calls/").text


def test_without_a_recording_there_is_nothing_to_begin_with(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        a_call(cast.bright_smile, duration_ms=90_000)
    assert "Begin with this call" not in maya.get("/calls/").text
