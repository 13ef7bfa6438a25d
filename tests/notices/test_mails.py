"""What a notice says, to whom, and how it goes over the wire."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from callboard.agencies.models import Client
from callboard.audit.models import Entry
from callboard.bookings.models import Booking
from callboard.calls.models import Call
from callboard.config.logs import without_secrets
from callboard.mail import compose, delivery
from callboard.mail.models import OutgoingEmail
from callboard.mail.transport import Sender
from callboard.notices.events import Event
from callboard.people import profile
from callboard.people.models import Membership, User
from callboard.providers import erasing
from callboard.providers.events import Direction
from callboard.tenancy import scope
from tests.cast import ANA, PASSWORD, Cast, browser
from tests.forbidden import forbidden
from tests.mail import sink
from tests.notices.conftest import (
    CALL_BACK,
    NOON,
    URGENT,
    Line,
    choose,
    dropped,
    look,
    mails,
    said,
)

SECRETS = re.compile(r"Dana|Whitfield|555[ -]?0142|crown|Robin")


def whole(mail: OutgoingEmail) -> str:
    """All of it: headers, text and HTML."""
    made = said(mail)
    headers = str(compose.mime(mail, made)).split("\n\n")[0]
    return f"{headers}\n{compose.text_of(made)}\n{compose.html_of(made)}\n{made.preheader}"


def one(line: Line, **facts: Any) -> OutgoingEmail:
    line.told(**facts)
    look(NOON)
    return mails()[-1]


def test_times_are_by_the_reader_s_clock(cast: Cast, line: Line) -> None:
    choose(cast.maya)
    User.objects.filter(pk=cast.maya.pk).update(clock="24", time_zone="Europe/Paris")
    text = whole(one(line))
    assert "Thu 3 Dec, 15:57" in text
    assert not re.search(r"[0-9] [AP]M", text)


@pytest.mark.parametrize(
    ("facts", "subject"),
    [
        ({}, "Dana Whitfield called"),
        ({"analysis": CALL_BACK}, "Call Dana Whitfield back"),
        ({"analysis": URGENT}, "Urgent: Dana Whitfield called"),
        (
            {"analysis": URGENT, "direction": Direction.OUTBOUND},
            "Urgent: Robin called Dana Whitfield",
        ),
        ({"outcome": "transferred"}, "Dana Whitfield called: put through to you"),
        ({"caller_name": None}, "(415) 555-0142 called"),
        ({"caller_name": None, "from_number": None}, "Somebody called"),
        ({"caller_name": "win at evil.example"}, "win at evil.\u2060example called"),
    ],
)
def test_the_subject_says_enough(
    cast: Cast, line: Line, facts: dict[str, Any], subject: str
) -> None:
    choose(cast.maya)
    assert said(one(line, **facts)).subject == subject


@pytest.mark.parametrize("in_calendar", [True, False])
@pytest.mark.parametrize("bare", [True, False])
def test_a_booking(cast: Cast, line: Line, in_calendar: bool, bare: bool) -> None:
    """One that no calendar took is told as well, and what is to be done."""
    Client.objects.update(handles_health_information=bare)
    choose(cast.maya, frozenset({Event.BOOKING}))
    call = line.told()
    Booking.objects.create(
        agency=cast.northwind,
        client=cast.bright_smile,
        call=call,
        source="tool",
        name="Dana Whitfield",
        starts_at=NOON + timedelta(days=5, hours=4, minutes=40),
        in_calendar=in_calendar,
        created_at=NOON,
        changed_at=NOON,
    )
    look(NOON)
    mail = mails()[0]
    subject = "Booking, 3 min" if bare else "Booked: Dana Whitfield, Tue 8 Dec, 2:40 PM"
    assert said(mail).subject == subject
    for part in (compose.text_of(said(mail)), compose.html_of(said(mail))):
        assert ("Not in your calendar yet. Please add it." in part) is not in_calendar
    assert not (bare and SECRETS.search(whole(mail)))


def test_it_says_what_came_of_the_call_and_leads_to_it(cast: Cast, line: Line) -> None:
    choose(cast.maya)
    mail = one(line, analysis=CALL_BACK)
    text, html = compose.text_of(said(mail)), compose.html_of(said(mail))
    path = link_to(Call.objects.get())
    for each in (text, html):
        assert cast.northwind.url(path) in each
        assert "Asked for a crown." in each
        assert "(415) 555-0142" in each
        assert "3 min" in each
        assert "Calls of Bright Smile Dental. Times in Eastern time." in each
    assert mail.to_address == cast.maya.email
    assert not forbidden(whole(mail))


def link_to(call: Call) -> str:
    assert call.client
    return f"/portals/{call.client.public_id}/calls/{call.public_id}/"


def test_the_link_leads_to_the_call_after_signing_in(cast: Cast, line: Line) -> None:
    path = link_to(line.told())
    visitor = browser(cast.northwind)
    asked = visitor.get(path)
    assert parse_qs(urlsplit(asked["Location"]).query) == {"next": [path]}
    facts = {"email": cast.maya.email, "password": PASSWORD, "next": path}
    arrived = visitor.post("/sign-in/", facts, follow=True)
    assert arrived.redirect_chain[-1][0] == f"/calls/{Call.objects.get().public_id}/"
    assert "Dana Whitfield" in arrived.text


def test_the_link_leads_to_the_call_from_another_portal_of_theirs(cast: Cast, line: Line) -> None:
    call = line.told()
    Membership.objects.create(
        agency=cast.northwind, client=cast.harbor_law, user=cast.maya, since=NOON
    )
    maya = browser(cast.northwind, cast.maya)
    maya.post("/switch/", {"client": cast.harbor_law.public_id})
    page = maya.get(link_to(call)).text
    assert "This is a call of Bright Smile Dental" in page
    on = {"client": cast.bright_smile.public_id, "next": f"/calls/{call.public_id}/"}
    assert f'value="{on["next"]}"' in page
    assert "Dana Whitfield" in maya.post("/switch/", on, follow=True).text
    for elsewhere in ("https://evil.example/", "//evil.example"):
        assert maya.post("/switch/", on | {"next": elsewhere})["Location"] == "/home/"


def test_the_link_is_unknown_to_others(cast: Cast, line: Line) -> None:
    assert browser(cast.northwind, cast.ana).get(link_to(line.told())).status_code == 404


@pytest.mark.parametrize(
    ("facts", "subject"),
    [
        ({}, "New call, 3 min"),
        ({"outcome": "transferred"}, "New call, 3 min, put through to you"),
        ({"analysis": CALL_BACK}, "Call back needed, 3 min"),
        ({"analysis": URGENT}, "Urgent call, 3 min"),
        ({"outcome": "failed", "spoken": False}, "New call, 3 min, not answered"),
    ],
)
def test_bare_where_health_information_is_handled(
    cast: Cast, line: Line, facts: dict[str, Any], subject: str
) -> None:
    Client.objects.update(handles_health_information=True)
    choose(cast.maya)
    mail = one(line, **facts)
    assert said(mail).subject == subject
    assert not SECRETS.search(whole(mail))
    assert f"/calls/{Call.objects.get().public_id}/" in whole(mail)


def test_several_are_bare_too(cast: Cast, line: Line) -> None:
    Client.objects.update(handles_health_information=True)
    choose(cast.maya)
    line.told(call="one", analysis=CALL_BACK)
    mail = one(line, call="two")
    made = said(mail)
    assert (made.subject, made.preheader) == ("2 calls since 9:57 AM", "1 to call back")
    assert [told.title for told in made.context["calls"]] == [
        "Call back needed, 3 min",
        "New call, 3 min",
    ]
    assert not SECRETS.search(whole(mail))


def test_over_the_wire(cast: Cast, line: Line, settings, time_machine) -> None:
    """From a real mail server's view: one-click headers in one line, and the fate in the record."""
    choose(cast.maya)
    mail = one(line)
    time_machine.move_to(NOON)
    profile.tell_password_changed(cast.maya)
    with sink.serving() as server, scope.wiped():
        settings.EMAIL_URL = server.url
        while delivery.drain_once("test", Sender()):
            pass
    taken = next(each for each in server.taken if "called" in str(each["Subject"]))
    url = str(taken["List-Unsubscribe"])
    assert re.fullmatch(
        r"<http://northwind\.test\S*/mails/stop/new_call/[\w-]{22}\.[\w-]{43}/>", url
    )
    assert taken["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert taken["Auto-Submitted"] == "auto-generated"
    assert str(taken["Reply-To"]).endswith("<help@northwind.example>")
    assert str(taken["Message-ID"]).endswith("@northwind.test>")
    raw = compose.mime(mail, said(mail)).as_bytes()
    assert f"List-Unsubscribe: {url}\r\n".encode() in raw
    others = [each for each in server.taken if each is not taken]
    assert others
    assert not any(each["List-Unsubscribe"] for each in others)
    entry = Entry.objects.filter(act="mail.sent", about=f"mail:{mail.public_id}").get()
    assert entry.after["kind"] == "call_notice"


def test_a_mail_that_comes_back_is_told_in_the_record(
    cast: Cast, line: Line, settings, time_machine
) -> None:
    choose(cast.maya)
    OutgoingEmail.objects.all().delete()
    mail = one(line)
    time_machine.move_to(NOON)
    with sink.serving() as server, scope.wiped():
        settings.EMAIL_URL, server.rcpt = server.url, ["550 5.1.1 no such person"]
        delivery.drain_once("test", Sender())
    entry = Entry.objects.filter(act="mail.bounced").get()
    assert entry.after["words"] == "550 5.1.1 no such person"
    assert entry.client_id == mail.client_id


def test_a_retry_is_the_same_mail(cast: Cast, line: Line) -> None:
    choose(cast.maya)
    mail = one(line)
    first, second = (compose.mime(mail, said(mail)) for _ in range(2))
    for header in ("Message-ID", "List-Unsubscribe", "Subject"):
        assert str(first[header]) == str(second[header])


def test_no_log_line_has_the_link(cast: Cast, line: Line) -> None:
    choose(cast.maya)
    secret = said(one(line)).stop_url.rstrip("/").rpartition("/")[2]
    assert secret not in without_secrets(f'"GET /mails/stop/new_call/{secret}/ HTTP/1.1" 200')


def test_whoever_has_no_name_is_written_to(cast: Cast, line: Line) -> None:
    User.objects.update(name="")
    choose(cast.maya)
    mail = one(line)
    assert compose.mime(mail, said(mail))["To"].addresses[0].addr_spec == cast.maya.email


def test_nobody_is_told_of_a_caller_who_was_erased_meanwhile(cast: Cast, line: Line) -> None:
    """In quiet hours a mail waits, and whoever asked to be forgotten is forgotten."""
    call = line.told(analysis=CALL_BACK)
    look(NOON)
    [mail] = mails()
    begun = erasing.start(cast.northwind, "+14155550142", by=ANA)
    erasing.work_through.call(begun.agency_id, begun.pk)
    call.refresh_from_db()
    assert call.erased_at is not None
    assert dropped(mail)
