"""What a client's people say of a call reaches who works for the agency."""

import pytest

from callboard.agencies.models import Client
from callboard.calls import feedback, flags
from callboard.calls.models import Call
from callboard.mail import compose, messages
from callboard.mail.messages import Message
from callboard.mail.models import OutgoingEmail
from callboard.notices import agency_news
from callboard.people.models import Staff
from callboard.people.roles import Role
from tests.cast import ANA, SOMEBODY, Cast, browser
from tests.forbidden import forbidden
from tests.notices.conftest import Line, choose, dropped, said


def told(kind: str) -> list[OutgoingEmail]:
    return list(OutgoingEmail.objects.filter(kind=kind).order_by("pk"))


def complain(call: Call, cast: Cast, *, note: str = "Wrong time.", well: bool = False) -> None:
    feedback.give(call, cast.maya, handled_well=well, note=note, by=SOMEBODY)


def test_not_handled_well(cast: Cast, line: Line) -> None:
    complain(line.told(), cast)
    [mail] = told("call_judged")
    assert mail.to_address == cast.ana.email
    made = said(mail)
    assert made.subject == "Not handled well: a call of Bright Smile Dental"
    text = compose.text_of(made)
    assert "Maya Chen at Bright Smile Dental says that the call with Dana Whitfield" in text
    assert "“Wrong time.”" in text
    assert cast.northwind.url(f"/agency/calls/{Call.objects.get().public_id}/") in text
    assert made.stop_url == ""
    assert not forbidden(text)


def test_what_was_handled_well_is_no_news(cast: Cast, line: Line) -> None:
    complain(line.told(), cast, well=True)
    assert told("call_judged") == []


def test_once_however_often_somebody_changes_their_mind(cast: Cast, line: Line) -> None:
    call = line.told()
    for well in (False, True, False, False):
        complain(call, cast, well=well)
        flags.flag(call, cast.maya, by=SOMEBODY)
        flags.unflag(call, by=SOMEBODY)
    assert len(told("call_judged")) == len(told("call_flagged")) == 1


def test_taken_back_it_is_not_sent(cast: Cast, line: Line) -> None:
    call = line.told()
    complain(call, cast)
    flags.flag(call, cast.maya, by=SOMEBODY)
    feedback.take_back(call, cast.maya, by=SOMEBODY)
    flags.unflag(call, by=SOMEBODY)
    assert dropped(told("call_judged")[0])
    assert dropped(told("call_flagged")[0])


def test_a_flag(cast: Cast, line: Line) -> None:
    flags.flag(line.told(), cast.maya, by=SOMEBODY)
    [mail] = told("call_flagged")
    assert said(mail).subject == "Flagged: a call of Bright Smile Dental"


def test_what_the_agency_flags_itself_it_knows(cast: Cast, line: Line) -> None:
    flags.flag(line.told(), cast.ana, by=ANA)
    assert told("call_flagged") == []


def test_bare_where_health_information_is_handled(cast: Cast, line: Line) -> None:
    Client.objects.update(handles_health_information=True)
    complain(line.told(), cast, note="She wanted a crown.")
    made = said(told("call_judged")[0])
    whole = compose.text_of(made) + compose.html_of(made) + made.preheader
    for secret in ("Dana", "crown", "0142"):
        assert secret not in whole


def test_each_of_the_staff_says_whether_they_want_it(cast: Cast, line: Line) -> None:
    helper = cast.staff[Role.SUPPORT]
    assert not agency_news.wants(helper)
    page = browser(cast.northwind, helper)
    assert "Mail me when a client" in page.get("/settings/profile/").text
    assert page.post("/settings/profile/notices/calls/", {"of_calls": "on"}).status_code == 303
    browser(cast.northwind, cast.ana).post("/settings/profile/notices/calls/", {})
    complain(line.told(), cast)
    [mail] = told("call_judged")
    assert mail.to_address == helper.email
    member = browser(cast.northwind, cast.maya)
    assert "Mail me when a client" not in member.get("/settings/profile/").text
    assert member.post("/settings/profile/notices/calls/", {}).status_code == 404


def test_inv7_who_left_meanwhile_is_not_told(cast: Cast, line: Line) -> None:
    complain(line.told(), cast)
    Staff.objects.filter(user=cast.ana).update(ended_at=cast.ana.created_at)
    assert dropped(told("call_judged")[0])


@pytest.mark.parametrize("kind", ["call_judged", "call_flagged"])
def test_inv14_a_client_sends_no_flood(cast: Cast, line: Line, kind: str) -> None:
    for number in range(agency_news.BY_CLIENT.most + 3):
        call = line.told(call=f"call {number}")
        if kind == "call_judged":
            complain(call, cast)
        else:
            flags.flag(call, cast.maya, by=SOMEBODY)
    assert len(told(kind)) == agency_news.BY_CLIENT.most
    assert isinstance(messages.build(told(kind)[0]), Message)


def test_the_agency_sees_who_gets_which_mails(cast: Cast, line: Line) -> None:
    page = f"/agency/clients/{cast.bright_smile.public_id}/"
    desk = browser(cast.northwind, cast.ana)
    assert "Mails: Urgent call, Call back needed" in desk.get(page).text
    choose(cast.maya, frozenset())
    assert "No mails about calls" in desk.get(page).text
