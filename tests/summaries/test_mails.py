"""What a summary says, as the portal does, and what it keeps to itself."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import time_machine
from django.test import Client as Browser

from callboard.agencies.models import Client
from callboard.agents.models import Connection
from callboard.agents.models.connection import SIMULATED
from callboard.agents.models.publication import Kind
from callboard.agents.opening_hours import OpeningHours, Range
from callboard.bookings import bookings
from callboard.bookings.bookings import BookingFacts
from callboard.mail import delivery, messages
from callboard.mail.messages import Drop
from callboard.mail.transport import Sender
from callboard.notices import choices
from callboard.providers import publish
from callboard.summaries import rules, samples, wording
from callboard.summaries.mornings import Due
from callboard.summaries.rules import Exceptions, Rules
from callboard.tenancy import scope
from tests.cast import ANA, PASSWORD, Cast, browser
from tests.forbidden import forbidden
from tests.mail import sink
from tests.summaries.conftest import (
    MONDAY,
    Week,
    agency_of,
    look,
    mails,
    membership_of,
    said,
    text,
    whole,
)

MON = date(2026, 11, 23)
SECRETS = re.compile(r"Dana|Whitfield|555[ -]?0142|crown")
BUSY = [2, 9, 5, 6, 4, 0, 0]


def told(week: Week, **more: Any) -> Any:
    """The one mail of a busy week after a busy one."""
    week.calls(MON - timedelta(days=14), [1])
    week.calls(MON - timedelta(days=7), [4, 4, 4, 4, 4])
    week.calls(MON, BUSY, **more)
    week.call(MON + timedelta(days=2), 9, result="booked", has_booking=True)
    look(MONDAY)
    return mails()[-1]


def test_the_numbers_are_in_it_and_how_they_are_beside_the_week_before(week: Week) -> None:
    body = text(told(week))
    assert "27 calls, 1 booking" in body
    assert "Monday 23 to Sunday 29 November" in body
    assert "Calls: 27 (7 more than the week before)" in body
    assert "Minutes: 81 (21 more than the week before)" in body
    assert "Busiest day: Tuesday, 9 calls." in body
    assert "Days and times in Eastern time." in body


def test_too_few_calls_are_compared_with_nothing(week: Week) -> None:
    week.calls(MON - timedelta(days=14), [1])
    week.calls(MON - timedelta(days=7), [4, 4])
    week.calls(MON, [1, 1, 1])
    look(MONDAY)
    body = text(mails()[-1])
    assert "Calls: 3" in body
    assert "week before" not in body
    assert "Busiest" not in body


def test_they_are_those_of_the_portal_s_home(cast: Cast, week: Week) -> None:
    """Looked at on Sunday evening, Home shows the very week that Monday's mail tells."""
    mail = told(week, result="put_through")
    with time_machine.travel(datetime(2026, 11, 30, 4, 30, tzinfo=MONDAY.tzinfo), tick=False):
        page = browser(cast.northwind, cast.maya).get("/home/?days=7").text
    values = re.findall(r'class="tile-value">([^<]*)<', page)
    in_mail = {name: value for name, value, _change in said(mail).context["numbers"]}
    assert values[:3] == [in_mail[name] for name in ("Calls", "Booked", "Put through to you")]


def test_what_is_not_finished_stands_on_top(week: Week) -> None:
    week.call(MON, result="call_back")
    facts = BookingFacts(MONDAY + timedelta(days=3), None, "Dana", "", "Crown", "", False)
    bookings.add(week.client, facts, by=ANA)
    look(MONDAY)
    made = said(mails()[0])
    places = [link.rsplit("/", 2)[1] for _words, link in made.context["todo"]]
    assert places == ["call-backs", "to-enter"]
    assert made.preheader == "1 caller is waiting for a call back."


def test_names_stay_out_unless_the_agency_says_so(week: Week) -> None:
    mail = told(week)
    assert not SECRETS.search(whole(mail))
    assert "New call, 3 min, booked" in text(mail)
    rules.change(agency_of(week), Rules(with_callers=True), by=ANA, at=MONDAY)
    assert "Dana Whitfield called: booked" in text(mail)
    rules.change_for(week.client, Exceptions(with_callers=False), by=ANA, at=MONDAY)
    assert not SECRETS.search(whole(mail))


def test_health_information_stays_out_whatever_holds_for_all(week: Week) -> None:
    Client.objects.filter(pk=week.client.pk).update(handles_health_information=True)
    rules.change(agency_of(week), Rules(with_callers=True), by=ANA, at=MONDAY - timedelta(days=1))
    mail = told(week)
    assert not SECRETS.search(whole(mail))
    rules.change_for(week.client, Exceptions(with_callers=True), by=ANA, at=MONDAY)
    assert "Dana Whitfield" in text(mail)


def test_the_three_calls_worth_most_each_with_its_link(cast: Cast, week: Week) -> None:
    mail = told(week)
    links = [one.link for one in said(mail).context["calls"]]
    assert len(links) == 3
    booked = week.made[-1]
    assert links[0].endswith(f"/portals/{week.client.public_id}/calls/{booked.public_id}/")


def test_a_link_opens_that_call_after_signing_in(cast: Cast, week: Week) -> None:
    link = said(told(week)).context["calls"][0].link
    path = re.sub(r"^https?://[^/]+", "", link)
    visitor = browser(cast.northwind)
    asked = visitor.get(path)
    assert asked.status_code == 302
    sign_in = visitor.get(asked["Location"]).text
    found = re.search(r'name="next" value="([^"]+)"', sign_in)
    assert found is not None
    answer = visitor.post(
        "/sign-in/",
        {"email": cast.maya.email, "password": PASSWORD, "next": found[1]},
        follow=True,
    )
    assert answer.redirect_chain[-1][0] == f"/calls/{week.made[-1].public_id}/"


def test_it_names_no_product_and_no_provider(week: Week) -> None:
    assert not forbidden(whole(told(week)))


def test_over_the_wire_with_one_click_to_stop_it(week: Week, settings: Any) -> None:
    mail = told(week)
    with sink.serving() as server:
        settings.EMAIL_URL = server.url
        with scope.wiped(), time_machine.travel(MONDAY + timedelta(minutes=1)):
            while delivery.drain_once("test", Sender()):
                pass
        [arrived] = [one for one in server.taken if "your week" in one["Subject"]]
    assert arrived["Message-ID"] == mail.message_id
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/mails/stop/summary/" in arrived["List-Unsubscribe"]


def test_one_click_of_a_mail_program_stops_summaries_alone(cast: Cast, week: Week) -> None:
    path = re.sub(r"^https?://[^/]+", "", said(told(week)).stop_url)
    strict = Browser(SERVER_NAME=cast.northwind.host, enforce_csrf_checks=True)
    assert "Stop summaries of your calls?" in strict.get(path).text
    assert choices.of(membership_of(cast.maya)).summary == "weekly"
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    choice = choices.of(membership_of(cast.maya))
    assert choice.summary == "off"
    assert choice.events == choices.BY_DEFAULT


def test_a_sample_is_the_last_week_or_an_example_that_says_so(cast: Cast, week: Week) -> None:
    with time_machine.travel(MONDAY + timedelta(days=2), tick=False):
        samples.send(membership_of(cast.maya))
        [mail] = mails("summary_sample")
        assert "Example, these are not your numbers" in text(mail)
        week.calls(MON, [1, 2])
        assert "Example" not in text(mail)
        assert "3 calls" in text(mail)


def test_numbers_are_counted_in_plain_words() -> None:
    assert wording.counted(1, 0) == "1 call"
    assert wording.counted(38, 1) == "38 calls, 1 booking"
    assert wording.when(Due(date(2026, 11, 24), 1)) == "Monday 23 November"


def test_calls_answered_after_hours_are_told_where_the_hours_are_known(week: Week) -> None:
    """Nine to five: what rang at seven and was not taken is none of them, nor is spam."""
    week.call(MON, 10)
    week.call(MON, 19, result="booked")
    week.call(MON, 7)
    week.call(MON + timedelta(days=5), 12)
    week.call(MON, 20, result="unanswered")
    week.call(MON, 21, result="spam")
    look(MONDAY)
    assert "after hours" not in whole(mails()[-1])
    publish_hours(week)
    assert "Answered after hours: 3 calls." in text(mails()[-1])


def test_none_after_hours_is_no_line(week: Week) -> None:
    publish_hours(week)
    week.call(MON, 10)
    look(MONDAY)
    assert "after hours" not in whole(mails()[-1])


def publish_hours(week: Week) -> None:
    """Monday to Friday from nine to five."""
    Connection.objects.filter(pk=week.connection.pk).update(api_base=SIMULATED)
    week.connection.refresh_from_db()
    week.agent.connection = week.connection
    nine_to_five = OpeningHours(week=(*[(Range(540, 1020),)] * 5, (), ()))
    content = {"hours": nine_to_five.stored()}
    one = publish.publish(week.agent, Kind.SETTINGS, content, by=ANA)
    publish.send.call(one.agency_id, one.pk)


def test_what_the_agency_hides_is_in_no_mail(week: Week) -> None:
    rules.change(agency_of(week), Rules(with_callers=True), by=ANA, at=MONDAY - timedelta(days=1))
    mail = told(week, result="put_through")
    hidden = ["bookings", "calls.name", "calls.number", "calls.summary", "calls.result"]
    clients = Client.objects.filter(pk=week.client.pk)
    clients.update(visibility=dict.fromkeys(hidden, "hidden"))
    assert said(mail).subject == "27 calls: your week at Bright Smile Dental"
    assert not re.search(r"Dana|555[ -]?0142|crown|[Bb]ooked|Put through|booking", whole(mail))
    clients.update(visibility={"calls": "hidden"})
    assert isinstance(messages.build(mail), Drop)


def test_where_the_calls_are_hidden_no_sample_is_made(week: Week, cast: Cast) -> None:
    samples.send(membership_of(cast.maya))
    [mail] = mails("summary_sample")
    assert "Example" in text(mail)
    Client.objects.filter(pk=week.client.pk).update(visibility={"calls": "hidden"})
    assert isinstance(messages.build(mail), Drop)


def test_whoever_waits_for_a_call_back_is_told_as_in_the_portal(week: Week) -> None:
    """Also where what came of calls is hidden."""
    week.call(MON, result="call_back")
    look(MONDAY)
    clients = Client.objects.filter(pk=week.client.pk)
    clients.update(visibility={"calls.result": "hidden"})
    assert "wants a call back" in text(mails()[-1])
    clients.update(visibility={"calls.result": "hidden", "calls.call_back": "hidden"})
    assert "call back" not in text(mails()[-1])
