"""How the week went, for the agency: as a page, a file and a mail."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser

from callboard.mail.models import MailState, OutgoingEmail
from callboard.people import revocation
from callboard.people.models import Invitation, Session, Staff
from callboard.people.roles import Role
from callboard.summaries import how_it_went, report_readers
from callboard.summaries.mornings import Due
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import ANA, Cast, browser
from tests.summaries.conftest import (
    MONDAY,
    WEEK,
    Week,
    agency_of,
    dropped,
    line_of,
    look,
    mails,
    said,
    text,
)

MON = date(2026, 11, 23)
DUE = Due(date(2026, 11, 30), 7)
KIND = "weekly_report"
PAGE = "/agency/reports/week/?week=2026-11-23"


def report(week: Week) -> how_it_went.Report:
    return how_it_went.of(agency_of(week), DUE, MONDAY)


def words(week: Week) -> dict[str, list[str]]:
    return {row.client.name: [one.words for one in row.troubles] for row in report(week).rows}


def test_calls_and_bookings_of_each_client_and_of_all(cast: Cast, week: Week) -> None:
    week.calls(MON - timedelta(days=7), [2])
    week.calls(MON, [3])
    week.call(MON, result="booked")
    week.call(MON, result="spam")
    line_of(cast.harbor_law).calls(MON, [2])
    found = report(week)
    assert (found.calls, found.before, found.booked, found.active) == (6, 2, 1, 1)
    assert {row.client.name: row.calls for row in found.rows} == {
        "Bright Smile Dental": 4,
        "Harbor Law Group": 2,
    }


def test_what_went_wrong_stands_first_and_worst_of_all(cast: Cast, week: Week) -> None:
    with scope.agency(cast.northwind.pk):
        pine = people.client(cast.northwind, "Pine Vets", "pine@pine.example")
        bounced = people.client(cast.northwind, "Zeta Law", "zeta@zeta.example")
        ran_out = people.invited(pine, at=MONDAY - timedelta(days=9))
        refused = people.invited(bounced, at=MONDAY - timedelta(days=1))
    assert refused.mail is not None
    OutgoingEmail.objects.filter(pk=refused.mail.pk).update(state=MailState.BOUNCED)
    week.calls(MON - timedelta(days=7), [2])
    found = words(week)
    assert list(found) == ["Zeta Law", "Bright Smile Dental", "Pine Vets", "Harbor Law Group"]
    assert found["Zeta Law"] == ["The invitation came back"]
    assert found["Bright Smile Dental"][0] == "No calls reached Robin all week"
    assert found["Pine Vets"] == [f"The invitation of {ran_out.address} ran out"]
    assert Invitation.objects.get(pk=ran_out.pk).expires_at < MONDAY


def test_calls_that_nobody_can_see_are_told(cast: Cast, week: Week) -> None:
    with scope.agency(cast.northwind.pk):
        pine = people.client(cast.northwind, "Pine Vets", "pine@pine.example")
        people.invited(pine, at=MONDAY - timedelta(days=30))
    assert words(week)["Pine Vets"] == []
    line_of(pine).calls(MON, [2])
    line_of(cast.harbor_law).calls(MON, [2])
    assert words(week)["Pine Vets"] == ["Calls come in, nobody can see them"]
    assert words(week)["Harbor Law Group"] == ["Calls come in, nobody is invited"]


def test_an_access_that_the_agency_revoked_is_no_trouble(cast: Cast, week: Week) -> None:
    week.calls(MON, [2])
    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
    assert words(week)["Bright Smile Dental"] == []


def test_who_was_in_the_portal_and_who_was_not(cast: Cast, week: Week) -> None:
    week.calls(MON, [1])
    assert words(week)["Bright Smile Dental"] == ["Nobody was in the portal"]
    at = MONDAY - timedelta(days=2)
    with time_machine.travel(at, tick=False):
        browser(cast.northwind, cast.maya)
    Session.objects.update(last_seen_at=at)
    [row] = [one for one in report(week).rows if one.client.name == "Bright Smile Dental"]
    assert (row.there, row.not_there, row.troubles) == ([cast.maya.name], [], [])


def test_a_fixed_number_of_statements(cast: Cast, week: Week, django_assert_num_queries) -> None:
    week.calls(MON, [1])
    for number in range(5):
        other = people.client(cast.northwind, f"Other {number}", f"o{number}@o.example")
        line_of(other).calls(MON, [1])
    with django_assert_num_queries(7):
        how_it_went.of(cast.northwind, DUE, MONDAY)


def test_the_owner_gets_it_each_monday_once(cast: Cast, week: Week) -> None:
    week.calls(MON, [2])
    for minutes in (0, 1, 600):
        look(MONDAY + timedelta(minutes=minutes))
    [mail] = mails(KIND)
    assert mail.to_address == cast.ana.email
    assert said(mail).subject == "2 calls: how the week went for your clients"
    assert "Nobody was in the portal." in text(mail)


def test_who_of_the_staff_wants_it_gets_it(cast: Cast, week: Week) -> None:
    report_readers.choose(cast.staff[Role.READ_ONLY], wanted=True)
    report_readers.choose(cast.ana, wanted=False)
    look(MONDAY)
    [mail] = mails(KIND)
    assert mail.to_address == cast.staff[Role.READ_ONLY].email


@pytest.mark.parametrize("ends", ["left", "off"])
def test_who_left_or_switched_it_off_meanwhile_gets_none(cast: Cast, week: Week, ends: str) -> None:
    support = cast.staff[Role.SUPPORT]
    report_readers.choose(support, wanted=True)
    look(MONDAY)
    [mail] = [one for one in mails(KIND) if one.to_address == support.email]
    if ends == "left":
        Staff.objects.filter(user=support).update(ended_at=MONDAY)
    else:
        report_readers.choose(support, wanted=False)
    assert dropped(mail)


def test_its_link_stops_it(cast: Cast, week: Week) -> None:
    look(MONDAY)
    path = re.sub(r"^https?://[^/]+", "", said(mails(KIND)[0]).stop_url)
    strict = Browser(SERVER_NAME=cast.northwind.host, enforce_csrf_checks=True)
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not report_readers.wants(cast.ana)
    look(MONDAY + WEEK)
    assert len(mails(KIND)) == 1


def test_it_is_chosen_in_the_profile(cast: Cast, week: Week) -> None:
    ana = browser(cast.northwind, cast.ana)
    assert "how the week went for the clients" in ana.get("/settings/profile/").text
    assert ana.post("/settings/profile/notices/report/", {}).status_code == 303
    assert not report_readers.wants(cast.ana)
    ana.post("/settings/profile/notices/report/", {"report": "on"})
    assert report_readers.wants(cast.ana)
    maya = browser(cast.northwind, cast.maya)
    assert maya.post("/settings/profile/notices/report/", {"report": "on"}).status_code == 404


def test_the_page_says_it_and_home_leads_there(cast: Cast, week: Week) -> None:
    week.calls(MON, [3])
    ana = browser(cast.northwind, cast.ana)
    assert 'href="/agency/reports/week/"' in ana.get("/agency/").text
    page = ana.get(PAGE).text
    assert "Monday 23 to Sunday 29 November" in page
    assert "Bright Smile Dental" in page


@pytest.mark.parametrize(
    "query",
    ["", "?week=soon", "?week=0001-01-01", "?week=9999-12-31", "?week=%00", "?page=99", "?page=x"],
)
def test_what_cannot_be_read_is_the_last_week(cast: Cast, week: Week, query: str) -> None:
    ana = browser(cast.northwind, cast.ana)
    assert ana.get(f"/agency/reports/week/{query}").status_code == 200


def test_the_file_holds_the_same(cast: Cast, week: Week) -> None:
    week.calls(MON, [3])
    ana = browser(cast.northwind, cast.ana)
    answer: Any = ana.post("/agency/reports/week/report.csv", {"week": "2026-11-23"})
    body = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert answer["Content-Disposition"] == 'attachment; filename="week-2026-11-23.csv"'
    assert body.splitlines()[0].startswith("Client,Calls,Calls the week before,Booked,Access")
    assert "Bright Smile Dental,3,0,0,Active,,Maya Chen,Nobody was in the portal" in body
