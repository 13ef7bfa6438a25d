"""Each section of an assistant's settings: what is typed, and what is wrong with it."""

import re

import pytest
from django.test import Client as Browser

from callboard.agents.models import Agent, Draft
from tests.portal.assistant import WEEK, at, published, robin, rows, saved, value, worked

__all__ = ["robin"]


def test_hours_show_what_changes_day_by_day(maya: Browser, robin: Agent) -> None:
    assert saved(maya, robin, "hours", **WEEK, holidays="0") == 303
    published(maya, robin)
    worked(robin)
    friday = {**WEEK, "day_4": "9am-3pm", "holidays": "1"}
    holiday = {"first_0": "2026-12-25", "name_0": "Christmas Day"}
    assert saved(maya, robin, "hours", **friday, **holiday) == 303
    page = maya.get(at(robin)).text
    rows_of = re.findall(r'<div class="change"><dt>(.*?)</dt>\s*<dd>(.*?)</dd>', page, re.DOTALL)
    said = [" ".join(re.sub(r"<[^>]+>", " ", " ".join(one)).split()) for one in rows_of]
    assert said == [
        "Friday Was: 9 AM – 5 PM → Becomes: 9 AM – 3 PM",
        "Holiday New: 25 Dec, Christmas Day: Closed",
    ]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"day_1": "9-17-3"}, "Tuesday: “9-17-3” is no time"),
        ({"day_1": ""}, "Tuesday: enter hours, like 9-17, or tick Closed."),
        ({"day_1": "9-17, 12-18"}, "Tuesday: two of the times overlap"),
        ({"day_1": "22-10"}, "Tuesday runs into the hours of the next day."),
        ({"first_0": "soon"}, "Holiday 1: enter a date, like 2026-12-25."),
        ({"name_0": "Christmas"}, "Holiday 1: enter its date."),
        ({"first_0": "2026-12-25", "last_0": "2026-12-24"}, "Holiday 1 ends before it begins."),
        ({"first_0": "0001-01-01"}, "Holiday 1: enter a day of this century"),
        (
            {"first_0": "2026-12-25", "last_0": "9999-01-01"},
            "Holiday 1: enter a last day of this century",
        ),
        ({"first_0": "2026-12-25", "last_0": "soon"}, "Holiday 1: enter its last day like"),
        ({"first_0": "2026-12-25", "hours_0": "noonish"}, "Holiday 1: enter hours like 9-12"),
    ],
)
def test_hours_that_cannot_be_are_told_with_the_mend(
    maya: Browser, robin: Agent, facts: dict[str, str], words: str
) -> None:
    answer = maya.post(at(robin, "hours"), {**WEEK, "holidays": "1", **facts})
    assert answer.status_code == 422
    assert words in answer.text
    assert rows(robin, Draft) == []


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ({"first_0": "1999-01-01"}, ["first_0"]),
        ({"first_0": "soon"}, ["first_0"]),
        ({}, ["first_0"]),
        ({"first_0": "2026-12-25", "last_0": "2026-12-24"}, ["last_0"]),
        ({"first_0": "2026-12-25", "last_0": "soon"}, ["last_0"]),
        ({"first_0": "1999-01-01", "last_0": "2199-01-01"}, ["first_0", "last_0"]),
    ],
)
def test_all_that_is_wrong_with_a_holiday_is_told_at_once(
    maya: Browser, robin: Agent, days: dict[str, str], wrong: list[str]
) -> None:
    facts = {"holidays": "1", **days, "hours_0": "whenever"}
    page = maya.post(at(robin, "hours"), {**WEEK, **facts}).text
    faulty = re.findall(r'<input[^>]*aria-invalid="true"[^>]*>', page)
    assert [re.findall(r'name="(\w+)"', tag)[0] for tag in faulty] == [*wrong, "hours_0"]


def test_what_is_pasted_into_the_hours_is_refused_in_words_and_not_cut(
    maya: Browser, robin: Agent
) -> None:
    assert "maxlength" not in maya.get(at(robin, "hours")).text
    facts = {"holidays": "2", "first_1": "2026-12-25", "name_1": "x" * 61}
    page = maya.post(at(robin, "hours"), {**WEEK, **facts}).text
    assert ">Holiday 2, name: Use at most 60 characters. These are 61.</a>" in page


def test_the_buttons_of_the_week_change_the_form_and_save_nothing(
    maya: Browser, robin: Agent
) -> None:
    typed = {**WEEK, "day_2": "8-12", "holidays": "1", "first_0": "2026-12-25", "name_0": "Xmas"}
    page = maya.post(at(robin, "hours"), {**typed, "copy": "2"}).text
    assert [value(page, f"day_{day}") for day in range(5)] == ["8-12"] * 5
    page = maya.post(at(robin, "hours"), {**typed, "add": "1"}).text
    assert [value(page, f"name_{number}") for number in range(2)] == ["Xmas", ""]
    page = maya.post(at(robin, "hours"), {**typed, "remove": "0"}).text
    assert "name_0" not in page
    assert rows(robin, Draft) == []


@pytest.mark.parametrize(
    ("section", "facts", "words"),
    [
        ("greeting", {"greeting": ""}, "Enter what callers hear first."),
        ("greeting", {"greeting": "word " * 70}, "takes about 26 seconds to say"),
        ("greeting", {"greeting": "9" * 400}, "takes about 27 seconds to say"),
        ("greeting", {"greeting": "\u304a\u96fb\u8a71" * 60}, "takes about 26 seconds to say"),
        ("greeting", {"greeting": "x" * 401}, "The greeting has 401 characters. Keep it to 400."),
        ("transfer", {"number_0": "front desk"}, "Enter a telephone number, like (415) 555-0100."),
        ("transfer", {"name_0": "Front desk"}, "Enter the number of Front desk."),
        ("transfer", {"number_0": "415 555 0100"}, "own number: the call would come back."),
        ("transfer", {"number_0": "207 555 0111"}, "Choose when callers are put through."),
        (
            "transfer",
            {"number_0": "207 555 0111", "number_1": "+1 (207) 555-0111"},
            "This number stands in the list already.",
        ),
        ("booking_rules", {"notice_hours": "-1"}, "Earliest: enter hours from 0 to 720."),
        ("booking_rules", {"length_minutes": "9" * 400}, "Length: enter minutes from 5 to 480."),
        ("voice", {"voice": "nobody"}, "Choose one of these voices."),
    ],
)
def test_what_cannot_be_is_told_with_the_mend(
    maya: Browser, robin: Agent, section: str, facts: dict[str, str], words: str
) -> None:
    rules = {"notice_hours": "2", "days_ahead": "60", "length_minutes": "30"}
    answer = maya.post(at(robin, section), {**rules, **facts})
    assert answer.status_code == 422
    assert words in answer.text
    assert rows(robin, Draft) == []


def test_a_fault_of_a_number_says_which_one(maya: Browser, robin: Agent) -> None:
    wrong = {f"name_{place}": "x" * 61 for place in range(2)}
    wrong |= {f"number_{place}": "front desk" for place in range(2)}
    page = maya.post(at(robin, "transfer"), wrong).text
    for row in (1, 2):
        assert f">Number {row}, name: Use at most 60 characters. These are 61.</a>" in page
        assert f">Number {row}: Enter a telephone number, like (415) 555-0100.</a>" in page


def test_every_section_is_saved_and_shown(maya: Browser, robin: Agent) -> None:
    transfer = {"name_0": "Front desk", "number_0": "207 555 0111", "when": "asked"}
    assert saved(maya, robin, "transfer", **transfer, only_open="on") == 303
    rules = {"notice_hours": "4", "days_ahead": "30", "length_minutes": "40", "notes": "No Fridays"}
    assert saved(maya, robin, "booking_rules", **rules, books="on") == 303
    assert saved(maya, robin, "voice", voice="miles") == 303
    page = maya.get(at(robin)).text
    for words in ("Front desk, (207) 555-0111", "4 hours from now", "No Fridays", "Miles"):
        assert words in page


def test_two_who_change_the_same_section_lose_nothing(maya: Browser, robin: Agent) -> None:
    seen = value(maya.get(at(robin, "greeting")).text, "seen")
    assert saved(maya, robin, "greeting", greeting="Good morning") == 303
    late = maya.post(at(robin, "greeting"), {"greeting": "Good evening", "seen": seen})
    assert late.status_code == 409
    assert "Maya Chen changed this meanwhile" in late.text
    assert "Good morning" in late.text
    assert value(late.text, "greeting") == "Good evening"
    assert [draft.content for draft in rows(robin, Draft)] == ["Good morning"]
    again = {"greeting": "Good evening", "seen": value(late.text, "seen")}
    assert maya.post(at(robin, "greeting"), again).status_code == 303
    assert [draft.content for draft in rows(robin, Draft)] == ["Good evening"]


def test_days_with_the_same_hours_are_one_line(maya: Browser, robin: Agent) -> None:
    assert saved(maya, robin, "hours", **{**WEEK, "day_4": "9-15", "holidays": "0"}) == 303
    page = " ".join(re.sub(r"<[^>]+>", " ", maya.get(at(robin)).text).split())
    assert "Monday – Thursday 9 AM – 5 PM Friday 9 AM – 3 PM Saturday – Sunday Closed" in page


def test_a_voice_can_be_heard(maya: Browser, robin: Agent) -> None:
    heard = maya.get(at(robin, "voices", "miles").rstrip("/") + ".wav")
    assert (heard.headers["Content-Type"], heard.content[:4]) == ("audio/wav", b"RIFF")
    assert maya.get(at(robin, "voices", "nobody").rstrip("/") + ".wav").status_code == 404


def test_in_a_voice_s_sample_one_can_seek(maya: Browser, robin: Agent) -> None:
    """As in a recording; kept by the browser, and asked for each time."""
    address = at(robin, "voices", "miles").rstrip("/") + ".wav"
    whole = maya.get(address)
    assert whole["Accept-Ranges"] == "bytes"
    assert whole["Cache-Control"] == "private, no-cache"
    assert "sandbox" in whole["Content-Security-Policy"]
    part = maya.get(address, headers={"Range": "bytes=44-99"})
    assert (part.status_code, part.content) == (206, whole.content[44:100])
    assert part["Content-Range"] == f"bytes 44-99/{len(whole.content)}"
    beyond = maya.get(address, headers={"Range": f"bytes={len(whole.content)}-"})
    assert (beyond.status_code, beyond.content) == (416, b"")
    again = maya.get(address, headers={"If-None-Match": whole["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = maya.get(at(robin, "voices", "clara").rstrip("/") + ".wav")
    assert other["ETag"] != whole["ETag"]
