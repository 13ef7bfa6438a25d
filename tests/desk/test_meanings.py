"""The table of what an agent's analysis means: rows without script, slips, and earlier calls."""

import json
import re

import pytest

from callboard.agents.models import Agent
from callboard.audit.models import Entry
from callboard.calls import daily, meanings
from callboard.calls.models import Call
from callboard.people.roles import Role
from tests.inbox import snapshot
from tests.portal.sounds import a_call, robin


@pytest.fixture
def agent(dentist) -> Agent:
    return robin(dentist)


def path(agent: Agent) -> str:
    return f"/agency/agents/{agent.public_id}/meanings/"


def sent(*rows: tuple[str, str, str]) -> dict[str, list[str]]:
    columns = zip(*rows, strict=True)
    return dict(zip(("field", "value", "means"), map(list, columns), strict=True))


def cells(page: str) -> list[str]:
    return re.findall(r'<input type="text" name="(?:field|value)" value="([^"]*)"', page)


def test_earlier_calls_are_settled_anew_and_counted_so(ana, dentist, agent: Agent) -> None:
    for number in range(3):
        a_call(dentist, analysis={"reason": "Message" if number else "else"})
    daily.rebuild(dentist)
    rows = sent((" reason ", "message", "message"), ("", "", "spam"))
    answer = ana.post(path(agent), rows, follow=True)
    assert "Saved. What came of earlier calls is settled anew." in answer.text
    agent.refresh_from_db()
    assert agent.meanings == [{"field": "reason", "value": "message", "means": "message"}]
    meanings.settle_anew.call(agent.agency_id, agent.pk)
    assert sorted(Call.objects.values_list("result", flat=True)) == [
        "answered",
        "message",
        "message",
    ]
    assert snapshot.counted() == snapshot.recounted()
    entry = Entry.objects.get(act="agent.meanings_changed")
    assert (entry.before, entry.after) == ({"meanings": []}, {"meanings": agent.meanings})
    ana.post(path(agent), rows)
    assert Entry.objects.filter(act="agent.meanings_changed").count() == 1


def test_rows_come_and_go_without_script(ana, agent: Agent) -> None:
    rows = sent(("reason", "message", "message"), ("mood", "angry", "urgent"))
    page = ana.post(path(agent), rows | {"add": ""})
    assert page.status_code == 200
    assert page.text.count('name="field"') == 3
    page = ana.post(path(agent), rows | {"remove": "0"}).text
    assert cells(page) == ["mood", "angry"]
    agent.refresh_from_db()
    assert agent.meanings == []


def test_what_was_seen_is_a_button_away(ana, dentist, agent: Agent) -> None:
    a_call(dentist, analysis={"reason": "callback", "notes": "A long sentence. " * 9})
    page = ana.get(path(agent)).text
    assert '<option value="reason">' in page
    assert '<option value="callback">' in page
    assert "Whole sentences" in page
    page = ana.post(path(agent), {"add": json.dumps(["reason", "callback"])}).text
    assert cells(page) == ["reason", "callback"]
    halves = r'["\ud800", "\udfff"]'
    for odd in ("[", "7", '["a"]', "null", '{"a": 1, "b": 2}', "[" * 5000, halves):
        assert ana.post(path(agent), {"add": odd}).status_code == 200, odd
    for odd in ("x", "-1", "99", "9" * 50):
        assert ana.post(path(agent), {"remove": odd}).status_code == 200, odd


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (sent(("reason", "", "message")), "Enter the value."),
        (sent(("", "message", "message")), "Enter the field."),
        (sent(("reason", "message", "booked")), "Choose what it means."),
        (
            sent(("reason", "message", "message"), ("reason", "MESSAGE", "message")),
            "The same stands above already.",
        ),
        (sent(*[("reason", f"{n}", "spam") for n in range(51)]), "Enter at most 50 rows."),
        (sent(("rea\x00son", "message", "message")), "Null characters"),
        ({"field": ["reason"]}, "Enter the value."),
    ],
)
def test_a_slip_changes_nothing(ana, agent: Agent, rows: dict[str, list[str]], words: str) -> None:
    page = ana.post(path(agent), rows)
    assert page.status_code == 422
    assert words in page.text
    agent.refresh_from_db()
    assert agent.meanings == []


@pytest.mark.parametrize("role", list(Role))
def test_who_may(browser_of, agent: Agent, role: Role) -> None:
    allowed = role is not Role.READ_ONLY
    assert browser_of(role).get(path(agent)).status_code == (200 if allowed else 403)


def test_a_reason_is_whatever_the_field_says(ana, dentist, agent: Agent) -> None:
    a_call(dentist, analysis={"topic": "  cleaning "})
    a_call(dentist, analysis={"topic": "A whole sentence. " * 9})
    answer = ana.post(path(agent), sent(("topic", "", "reason"), ("mood", "", "urgent")))
    assert "Enter the value." in answer.text
    ana.post(path(agent), sent(("topic", "left over", "reason")))
    agent.refresh_from_db()
    assert agent.meanings == [{"field": "topic", "value": "", "means": "reason"}]
    daily.rebuild(dentist)
    meanings.settle_anew.call(agent.agency_id, agent.pk)
    assert set(Call.objects.values_list("reason", flat=True)) == {"Cleaning", None}
    assert daily.wrong_days(dentist) == []
