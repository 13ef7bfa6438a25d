"""What is hidden while something is under way: a download, an export, a mail, a form, a search."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.bookings.models import Booking
from callboard.calls import exports, search, streaming
from callboard.calls.models import Call, CallExport, Transcript
from callboard.mail import compose
from callboard.mail.models import OutgoingEmail
from callboard.notices.events import Event
from callboard.tenancy import scope
from callboard.visibility import visibility
from tests.cast import Cast
from tests.desk.sessions import signed_in
from tests.notices.conftest import (
    CALL_BACK,
    NOON,
    Line,
    choose,
    dropped,
    line,
    look,
    mails,
    said,
)
from tests.portal.sounds import SOUND, a_call, a_recording

__all__ = ["line"]


@pytest.fixture
def maya(cast: Cast) -> Browser:
    return signed_in(cast.northwind, cast.maya)


def hide(cast: Cast, *items: str) -> None:
    with scope.agency(cast.northwind.pk):
        mine = Client.objects.filter(pk=cast.bright_smile.pk)
        mine.update(visibility=dict.fromkeys(items, "hidden"))


def test_a_recording_that_is_hidden_ends_in_mid_play(
    cast: Cast, maya: Browser, monkeypatch: pytest.MonkeyPatch, data_dir: Any
) -> None:
    monkeypatch.setattr(streaming, "CHECKED_EVERY", streaming.PIECE)
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
        a_recording(call)
    path = f"/calls/{call.public_id}/recording"
    answer: Any = maya.get(path)
    pieces = iter(answer.streaming_content)
    heard = next(pieces)
    hide(cast, "calls.recording")
    heard += b"".join(pieces)
    assert heard == SOUND[: streaming.PIECE]
    assert maya.get(path, headers={"Range": "bytes=100-199"}).status_code == 404


def test_a_file_that_was_made_before_is_not_given_out_while_it_holds_what_is_hidden(
    cast: Cast, maya: Browser, data_dir: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callboard.calls.export_answers.AT_ONCE", 0)
    with scope.agency(cast.northwind.pk):
        a_call(cast.bright_smile)
    maya.post("/calls/exports/", {"column": ["when", "number"]})
    with scope.agency(cast.northwind.pk):
        export = CallExport.objects.get()
        exports.prepare.func(cast.northwind.pk, export.pk)
    path = f"/calls/exports/{export.public_id}/calls.csv"
    file: Any = maya.get(path)
    assert b"555-0123" in b"".join(file.streaming_content)
    hide(cast, "calls.number")
    assert maya.get(path).status_code == 404
    assert maya.get(f"/calls/exports/{export.public_id}/").status_code == 404
    hide(cast, "calls.summary")
    assert maya.get(path).status_code == 200


@pytest.fixture
def long_list(cast: Cast, monkeypatch: pytest.MonkeyPatch, data_dir: Any) -> None:
    """Two calls, one of which says "insurance"; and however few, too many to be given at once."""
    monkeypatch.setattr("callboard.calls.export_answers.AT_ONCE", -1)
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile, caller_name="Zora")
        turns = [{"role": "user", "text": "Is it insurance?", "start_ms": 0, "end_ms": 1}]
        Transcript.objects.create(agency=cast.northwind, call=call, turns=turns)
        search.index(call)
        a_call(cast.bright_smile)


def make(cast: Cast) -> CallExport:
    """As the worker does, sooner or later."""
    with scope.agency(cast.northwind.pk):
        export = CallExport.objects.get()
        exports.prepare.func(cast.northwind.pk, export.pk)
        export.refresh_from_db()
    return export


def mailed(cast: Cast) -> str:
    with scope.agency(cast.northwind.pk):
        return whole(OutgoingEmail.objects.get(kind="call_export"))


@pytest.mark.parametrize(
    ("asked", "hidden"),
    [
        (("?flagged=1", []), "calls.flag"),
        (("", ["number"]), "calls.number"),
        (("", []), "calls.name"),
        (("?q=insurance", ["when"]), "calls.transcript"),
        (("", ["when"]), "calls.export"),
    ],
)
def test_nothing_is_made_of_what_is_hidden_meanwhile(
    cast: Cast, maya: Browser, long_list: None, asked: tuple[str, list[str]], hidden: str
) -> None:
    query, columns = asked
    maya.post(f"/calls/exports/{query}", {"column": columns})
    hide(cast, hidden)
    export = make(cast)
    hide(cast)
    assert (export.file, export.query, make(cast).file) == ("", "", "")
    path = f"/calls/exports/{export.public_id}/"
    assert "This file was not made." in maya.get(path).text
    assert maya.get(f"{path}calls.csv").status_code == 404
    mail = mailed(cast)
    assert "There is no file" in mail
    assert path not in mail
    for _ in range(exports.MOST_WAITING):
        assert maya.post("/calls/exports/").status_code == 303


def test_a_file_is_not_given_out_while_what_it_was_found_by_is_hidden(
    cast: Cast, maya: Browser, long_list: None
) -> None:
    hide(cast, "calls.transcript")
    maya.post("/calls/exports/?q=insurance", {"column": ["when"]})
    hide(cast)
    path = f"/calls/exports/{make(cast).public_id}/calls.csv"
    assert maya.get(path).status_code == 200
    assert "1 call is ready" in mailed(cast)
    hide(cast, "calls.transcript")
    assert maya.get(path).status_code == 404
    assert "1 call" not in mailed(cast)
    hide(cast, "calls.flag", "calls.summary")
    assert maya.get(path).status_code == 200


def test_a_search_that_never_saw_what_is_hidden_is_made(
    cast: Cast, maya: Browser, long_list: None
) -> None:
    hide(cast, "calls.transcript")
    maya.post("/calls/exports/?q=zora", {"column": ["when"]})
    export = make(cast)
    assert export.rows == 1
    assert maya.get(f"/calls/exports/{export.public_id}/calls.csv").status_code == 200


def test_a_choice_of_hidden_columns_alone_is_no_choice_of_all_others(
    cast: Cast, maya: Browser
) -> None:
    with scope.agency(cast.northwind.pk):
        a_call(cast.bright_smile)
    hide(cast, "calls.number")
    answer = maya.post("/calls/exports/", {"column": ["number"]})
    assert answer.status_code == 422
    assert "None of these columns can be exported." in answer.text


def test_a_view_of_what_is_hidden_waits_until_it_is_not(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        a_call(cast.bright_smile)
    maya.post("/calls/views/?flagged=1", {"name": "My flags"})
    assert "My flags" in maya.get("/calls/").content.decode()
    hide(cast, "calls.flag")
    assert "My flags" not in maya.get("/calls/").content.decode()
    hide(cast)
    assert "My flags" in maya.get("/calls/").content.decode()


@pytest.mark.parametrize(
    ("hidden", "lost"),
    [
        ("calls.name", ["zora"]),
        ("calls.number", ["4155550166", "0166"]),
        ("calls.transcript", ["marmalade", '"blue marmalade"']),
    ],
)
def test_nothing_is_found_by_what_is_hidden(cast: Cast, hidden: str, lost: list[str]) -> None:
    typed = {"zora", "4155550166", "0166", "marmalade", '"blue marmalade"'}
    with scope.client(cast.northwind.pk, cast.bright_smile.pk):
        call = a_call(cast.bright_smile, caller_name="Zora O'Neill", from_number="+14155550166")
        turns = [{"role": "user", "text": "Blue marmalade.", "start_ms": 0, "end_ms": 1}]
        Transcript.objects.create(agency=cast.northwind, call=call, turns=turns)
        search.index(call)
        of = Client(visibility={hidden: "hidden"})
        by = visibility.of(cast.northwind, of)
        rows = Call.objects.shown_to_client()
        found = {one for one in typed if list(search.matching(rows, one, limit=5, by=by))}
        assert found == typed - set(lost)


def test_a_name_is_found_behind_many_who_only_said_it(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callboard.calls.search.seen._TOGETHER", 2)
    at = timezone.now()
    with scope.client(cast.northwind.pk, cast.bright_smile.pk):
        oldest = a_call(cast.bright_smile, caller_name="Zora", started_at=at - timedelta(days=1))
        search.index(oldest)
        for _ in range(7):
            call = a_call(cast.bright_smile, caller_name="")
            turns = [{"role": "user", "text": "Ask for Zora.", "start_ms": 0, "end_ms": 1}]
            Transcript.objects.create(agency=cast.northwind, call=call, turns=turns)
            search.index(call)
        by = visibility.of(cast.northwind, Client(visibility={"calls.transcript": "hidden"}))
        found = search.matching(Call.objects.shown_to_client(), "zora", limit=3, by=by)
        assert list(found) == [oldest]


def test_a_mail_that_waits_says_nothing_that_is_hidden_when_it_goes(cast: Cast, line: Line) -> None:
    choose(cast.maya)
    line.told(analysis=CALL_BACK)
    look(NOON)
    (mail,) = mails()
    assert "Dana Whitfield" in whole(mail)
    hide(cast, "calls.name", "calls.number", "calls.summary")
    text = whole(mail)
    for canary in ("Dana", "Whitfield", "0142", "crown"):
        assert canary not in text
    assert said(mail).subject == "Call Somebody back"


def test_nobody_is_told_of_what_is_hidden(cast: Cast, line: Line) -> None:
    choose(cast.maya)
    line.told(analysis=CALL_BACK)
    look(NOON)
    (mail,) = mails()
    hide(cast, "calls", "bookings")
    assert dropped(mail)
    line.told(call="call-2", analysis=CALL_BACK)
    look(NOON)
    assert mails() == [mail]


def whole(mail: Any) -> str:
    made = said(mail)
    headers = str(compose.mime(mail, made)).split("\n\n")[0]
    return f"{headers}{compose.text_of(made)}{compose.html_of(made)}{made.preheader}"


def test_the_settings_do_not_offer_mails_about_what_is_hidden_and_keep_what_was_chosen(
    cast: Cast, maya: Browser
) -> None:
    maya.post("/settings/notifications/", {"booking": "on", "call_back": "on"})
    hide(cast, "bookings")
    page = maya.get("/settings/notifications/").content.decode()
    assert 'name="booking"' not in page
    maya.post("/settings/notifications/", {"new_call": "on"})
    with scope.agency(cast.northwind.pk):
        row = cast.maya.memberships.get().notice_choice
    chosen = {event for event in Event if getattr(row, event.value)}
    assert chosen == {Event.BOOKING, Event.NEW_CALL}


def test_a_booking_that_is_changed_keeps_the_number_that_is_hidden(
    cast: Cast, maya: Browser
) -> None:
    now = timezone.now()
    with scope.agency(cast.northwind.pk):
        booking = Booking.objects.create(
            agency=cast.northwind,
            client=cast.bright_smile,
            source="tool",
            external_id="use-1",
            name="Dana Whitfield",
            phone="+14155550123",
            starts_at=now,
            created_at=now,
            changed_at=now,
        )
    hide(cast, "calls.number")
    path = f"/bookings/{booking.public_id}/edit/"
    assert 'name="phone"' not in maya.get(path).content.decode()
    sent = {"name": "Dana W", "day": "2027-03-15", "starts": "10:00", "service": "Crown"}
    assert maya.post(path, {**sent, "phone": "(415) 555-0199"}).status_code == 303
    hide(cast)
    # The form was shown while it was hidden.
    assert maya.post(path, {**sent, "service": "Cleaning"}).status_code == 303
    with scope.agency(cast.northwind.pk):
        booking.refresh_from_db()
    assert (booking.phone, booking.service) == ("+14155550123", "Cleaning")
