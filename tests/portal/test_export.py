"""Calls as a file: exactly those of the list; nothing in it runs, and it names no provider."""

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.audit.models import Entry
from callboard.calls import export_lines, exports
from callboard.calls.models import Call, CallExport
from callboard.mail import messages
from callboard.mail.messages import Drop, Message
from callboard.mail.models import OutgoingEmail
from callboard.people import acceptance, revocation
from callboard.tenancy import scope
from tests.cast import ANA, Cast, browser, invited
from tests.portal.sounds import a_call

AT = datetime(2026, 7, 4, 13, 12, 30, tzinfo=UTC)


def rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.fixture
def calls(cast: Cast) -> list[Call]:
    with scope.agency(cast.northwind.pk):
        return [
            a_call(cast.bright_smile, caller_name="Dana Whitfield", started_at=AT, cost="0.0415"),
            a_call(cast.bright_smile, caller_name="Li Wei", result="booked", has_booking=True),
            a_call(cast.bright_smile, result="spam"),
            a_call(cast.bright_smile, kept_aside=True),
            a_call(cast.harbor_law),
        ]


def test_the_file_has_what_the_list_has(maya: Browser, calls: list[Call]) -> None:
    assert "2 calls, as the list shows them." in maya.get("/calls/exports/").text
    answer = maya.post("/calls/exports/")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="calls.csv"'
    assert "no-store" in answer.headers["Cache-Control"]
    head, *lines = rows(answer.text)
    assert head[0] == "When (Eastern time)"
    assert len(lines) == 2
    dana = dict(zip(head, next(line for line in lines if "Dana Whitfield" in line), strict=True))
    assert dana["When (Eastern time)"] == "2026-07-04 09:12:30"
    assert dana["Length in seconds"] == "184"
    assert dana["Number"] == "(415) 555-0123"
    assert dana["Link"].endswith(f"/calls/{calls[0].public_id}/")
    assert [
        line[head.index("Outcome")]
        for line in rows(maya.post("/calls/exports/?outcome=booked").text)[1:]
    ] == ["Booked"]


def test_only_the_chosen_columns(maya: Browser, calls: list[Call]) -> None:
    answer = maya.post("/calls/exports/", {"column": ["summary", "caller", "cost", "nonsense"]})
    assert rows(answer.text)[0] == ["Name", "Summary"]


@pytest.mark.parametrize("side", ["", "/agency"])
def test_an_example_says_so_in_the_file_or_is_not_in_it(cast: Cast, side: str) -> None:
    with scope.agency(cast.northwind.pk):
        a_call(cast.bright_smile, caller_name="Nobody Real", is_example=True)
        a_call(cast.bright_smile, caller_name="Dana Whitfield")
    who = browser(cast.northwind, cast.ana if side else cast.maya)
    whole = rows(who.post(f"{side}/calls/exports/").text)
    marks = {line[whole[0].index("Name")]: line[whole[0].index("Example")] for line in whole[1:]}
    assert marks == {"Nobody Real": "Example, not a real caller", "Dana Whitfield": ""}
    plain = rows(who.post(f"{side}/calls/exports/", {"column": ["caller", "number"]}).text)
    assert [line[0] for line in plain] == ["Name", "Dana Whitfield"]


def test_only_what_was_selected(cast: Cast, maya: Browser, calls: list[Call]) -> None:
    wanted = [calls[1].public_id, calls[3].public_id, calls[4].public_id]
    answer = maya.post("/calls/exports/", {"call": wanted})
    assert len(rows(answer.text)) == 2


def test_o099_no_cell_is_a_formula(cast: Cast, maya: Browser) -> None:
    nasty = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", 'He said "hi",\nand left', "-5"]
    with scope.agency(cast.northwind.pk):
        for name in nasty:
            a_call(cast.bright_smile, caller_name=name, summary=f"ok\n{name}")
    found = [row[1] for row in rows(maya.post("/calls/exports/").text)[1:]]
    assert len(found) == len(nasty)
    assert not [
        cell for cell in found if cell[:1] in "=+@\t\r" or (cell[:1] == "-" and cell != "-5")
    ]
    assert "-5" in found
    assert 'He said "hi",\nand left' in found


def test_a_client_s_file_names_no_provider_and_no_cost(maya: Browser, calls: list[Call]) -> None:
    text = maya.post("/calls/exports/").text.lower()
    for word in ("vapi", "callboard", "0.0415", "cost", "reason"):
        assert word not in text


def test_filters_that_cannot_be_read_export_nothing(maya: Browser, calls: list[Call]) -> None:
    answer = maya.post("/calls/exports/?from=nonsense")
    assert answer.status_code == 422
    assert "This is no day." in answer.text


def test_an_export_is_in_the_record_without_what_was_looked_for(
    cast: Cast, maya: Browser, calls: list[Call]
) -> None:
    maya.post("/calls/exports/?outcome=booked&q=Whitfield")
    with scope.agency(cast.northwind.pk):
        entry = Entry.objects.get(act="call_export.made")
    assert entry.after["filters"] == "?outcome=booked"
    assert "Whitfield" not in str(entry.after)


def test_a_file_of_many_batches_has_each_call_once(
    cast: Cast, maya: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_lines, "_BATCH", 3)
    with scope.agency(cast.northwind.pk):
        for number in range(10):
            a_call(cast.bright_smile, caller_name=f"Caller {number}", started_at=AT)
    found = [row[1] for row in rows(maya.post("/calls/exports/").text)[1:]]
    assert sorted(found) == [f"Caller {number}" for number in range(10)]


@pytest.fixture
def long_list(calls: list[Call], monkeypatch: pytest.MonkeyPatch, data_dir) -> None:
    """As if more than fit at once."""
    for module in ("callboard.calls.export_lines", "callboard.calls.export_answers"):
        monkeypatch.setattr(f"{module}.AT_ONCE", 1)


def asked_for(cast: Cast, maya: Browser, *, made: bool = True) -> str:
    """The address of an export that was asked for, and made by the worker."""
    answer = maya.post("/calls/exports/?spam=1", {"column": ["caller", "outcome"]})
    assert answer.status_code == 303
    assert "Your export is being prepared. We mail you the link." in maya.get("/calls/").text
    with scope.agency(cast.northwind.pk):
        export = CallExport.objects.get()
        if made:
            exports.prepare.call(cast.northwind.pk, export.pk)
    return f"/calls/exports/{export.public_id}/"


def mail(cast: Cast) -> OutgoingEmail:
    return OutgoingEmail.objects.get(kind="call_export")


def test_a_long_list_comes_by_mail(cast: Cast, maya: Browser, long_list: None) -> None:
    at = asked_for(cast, maya)
    with scope.agency(cast.northwind.pk):
        queued = mail(cast)
        built = messages.build(queued)
    assert queued.to_address == "maya@brightsmile.example"
    assert isinstance(built, Message)
    assert built.context["link"].endswith(at)
    assert built.context["said"] == "The file with 3 calls is ready."
    assert "Your file is ready." in maya.get(at).text
    answer: Any = maya.get(at + "calls.csv")
    found = rows(b"".join(answer.streaming_content).decode())
    assert found[0] == ["Name", "Outcome"]
    assert sorted(row[1] for row in found[1:]) == ["Answered", "Booked", "Spam"]
    with scope.agency(cast.northwind.pk):
        assert Entry.objects.filter(act="call_export.downloaded").count() == 1


def test_before_it_is_ready_there_is_nothing_to_have(
    cast: Cast, maya: Browser, long_list: None
) -> None:
    at = asked_for(cast, maya, made=False)
    assert "being prepared" in maya.get(at).text
    assert maya.get(at + "calls.csv").status_code == 404


def test_made_twice_it_is_one_file_and_one_mail(
    cast: Cast, maya: Browser, long_list: None, data_dir
) -> None:
    asked_for(cast, maya)
    with scope.agency(cast.northwind.pk):
        exports.prepare.call(cast.northwind.pk, CallExport.objects.get().pk)
        assert OutgoingEmail.objects.filter(kind="call_export").count() == 1
    assert len(list((data_dir / "media" / "exports").iterdir())) == 1


def test_after_a_revocation_the_link_is_dead_for_good(
    cast: Cast, maya: Browser, long_list: None
) -> None:
    """INV-7: nothing that gives access outlives it, not even when access comes back."""
    at = asked_for(cast, maya)
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
        assert isinstance(messages.build(mail(cast)), Drop)
    assert maya.get(at + "calls.csv").status_code in (302, 403)
    with scope.agency(cast.northwind.pk):
        cast.bright_smile.refresh_from_db()
        acceptance.accept_as(invited(cast.bright_smile), cast.maya, by=ANA)
    again = browser(cast.northwind, cast.maya)
    assert again.get("/calls/").status_code == 200
    for path in (at, at + "calls.csv"):
        assert again.get(path).status_code == 404


def test_nothing_is_made_for_who_has_lost_access_meanwhile(
    cast: Cast, maya: Browser, long_list: None
) -> None:
    asked_for(cast, maya, made=False)
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
        export = CallExport.objects.get()
        exports.prepare.call(cast.northwind.pk, export.pk)
        export.refresh_from_db()
        assert export.file == ""
        assert not OutgoingEmail.objects.filter(kind="call_export").exists()


def test_a_file_is_thrown_away_after_a_week(
    cast: Cast, maya: Browser, long_list: None, data_dir
) -> None:
    at = asked_for(cast, maya)
    exports.sweep(timezone.now() + timedelta(days=6))
    assert maya.get(at + "calls.csv").status_code == 200
    exports.sweep(timezone.now() + timedelta(days=8))
    assert list((data_dir / "media" / "exports").iterdir()) == []
    assert "This file was thrown away." in maya.get(at).text
    assert maya.get(at + "calls.csv").status_code == 404


def test_a_fourth_export_waits(cast: Cast, maya: Browser, long_list: None) -> None:
    for _ in range(3):
        assert maya.post("/calls/exports/").status_code == 303
    answer = maya.post("/calls/exports/")
    assert answer.status_code == 429
    assert "Wait for their mails." in answer.text
