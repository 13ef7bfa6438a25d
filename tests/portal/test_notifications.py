"""Settings → Notifications."""

from datetime import time

import pytest
from django.test import Client as Browser

from callboard.agencies.models import Client
from callboard.audit.models import Entry
from callboard.mail import compose, messages
from callboard.mail.messages import Message
from callboard.mail.models import OutgoingEmail
from callboard.notices import choices
from callboard.notices.choices import Choice
from callboard.notices.events import Event
from callboard.people.models import Membership
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import Cast

PAGE = "/settings/notifications/"


def chosen(cast: Cast) -> Choice:
    with scope.agency(cast.northwind.pk):
        return choices.of(Membership.objects.get(user=cast.maya))


def test_the_defaults_are_ticked(cast: Cast, maya: Browser) -> None:
    page = maya.get(PAGE).text
    for event in Event:
        ticked = f'name="{event.value}" class="checkbox"'
        assert event.value in page
        assert ("checked" in page.split(f'name="{event.value}"')[1].split(">")[0]) is (
            event in choices.BY_DEFAULT
        ), ticked
    assert "Which line" not in page


def test_what_was_chosen_is_kept_and_told(cast: Cast, maya: Browser) -> None:
    facts = {
        "new_call": "on",
        "quiet_from": "20:00",
        "quiet_until": "07:00",
        "quiet_days": ["5", "6"],
        "urgent_anyway": "on",
    }
    for _twice in range(2):
        assert maya.post(PAGE, facts).status_code == 303
    choice = chosen(cast)
    assert set(choice.events) == {Event.NEW_CALL}
    assert (choice.quiet.begins, choice.quiet.ends) == (time(20), time(7))
    assert set(choice.quiet.days) == {5, 6}
    assert choice.urgent_anyway
    page = maya.get(PAGE).text
    assert 'value="20:00"' in page
    with scope.agency(cast.northwind.pk):
        [entry] = Entry.objects.filter(act="notices.changed")
    assert entry.before["mails"] == ["urgent", "call_back"]
    assert entry.after["quiet"] == "20:00–07:00"
    assert entry.actor_name == cast.maya.name


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"quiet_from": "20:00"}, "Enter both times, or none."),
        ({"quiet_until": "07:00"}, "Enter both times, or none."),
        ({"quiet_from": "late"}, "Enter a time, like 20:00."),
        ({"quiet_from": "20:00", "quiet_until": "20:00"}, "Choose two different times."),
        ({"quiet_days": list("0123456")}, "Leave one day on which mails may come."),
        ({"quiet_days": ["7"]}, "Choose days from the list."),
        ({"line": "nonsense"}, "Choose one of your lines."),
        ({"line": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    cast: Cast, maya: Browser, facts: dict[str, str], words: str
) -> None:
    page = maya.post(PAGE, {"booking": "on", **facts})
    assert page.status_code == 422
    assert page.text.count(words) >= 2
    assert "checked" in page.text.split('name="booking"')[1].split(">")[0]
    assert set(chosen(cast).events) == choices.BY_DEFAULT


def test_one_of_several_lines(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        on = people.connection(cast.northwind)
        people.agent(cast.bright_smile, on)
        nora = people.agent(cast.bright_smile, on, name="Nora")
        theirs = people.agent(cast.harbor_law, on, name="Harvey")
    page = maya.get(PAGE).text
    assert "Nora, (415) 555-0100" in page
    assert "Harvey" not in page
    assert maya.post(PAGE, {"line": theirs.public_id}).status_code == 422
    assert maya.post(PAGE, {"line": nora.public_id}).status_code == 303
    line = chosen(cast).agent
    assert line is not None
    assert line.pk == nora.pk


@pytest.mark.parametrize("bare", [False, True])
def test_a_sample_says_that_it_is_one(cast: Cast, maya: Browser, bare: bool) -> None:
    with scope.agency(cast.northwind.pk):
        cast.bright_smile.handles_health_information = bare
        cast.bright_smile.save()
    assert maya.post(f"{PAGE}sample/").status_code == 303
    assert cast.maya.email in maya.get(PAGE).text
    with scope.agency(cast.northwind.pk):
        mail = OutgoingEmail.objects.get(kind="notice_sample")
        made = messages.build(mail)
        assert isinstance(made, Message)
        text = compose.text_of(made)
    assert mail.to_address == cast.maya.email
    assert "Example, not a real caller" in text
    assert ("Dana Whitfield" in text) is not bare
    assert made.subject == ("Call back needed, 3 min" if bare else "Call Dana Whitfield back")


def test_inv14_three_samples_an_hour(cast: Cast, maya: Browser) -> None:
    statuses = [maya.post(f"{PAGE}sample/").status_code for _ in range(4)]
    assert statuses == [303, 303, 303, 429]
    assert "Too many samples." in maya.post(f"{PAGE}sample/").text
    with scope.agency(cast.northwind.pk):
        assert OutgoingEmail.objects.filter(kind="notice_sample").count() == 3


def test_the_agency_s_people_have_no_such_page(cast: Cast, ana: Browser) -> None:
    assert ana.get(PAGE).status_code == 404


def hide(cast: Cast, *items: str) -> None:
    with scope.agency(cast.northwind.pk):
        hidden = dict.fromkeys(items, "hidden")
        Client.objects.filter(pk=cast.bright_smile.pk).update(visibility=hidden)


def test_where_calls_are_hidden_no_summary_is_offered(cast: Cast, maya: Browser) -> None:
    """And what was chosen stays chosen, for the day on which they are shown again."""
    maya.post(PAGE, {"summary": "daily", "booking": "on", "urgent": "on"})
    hide(cast, "calls")
    page = maya.get(PAGE).text
    assert "about the bookings of Bright Smile Dental" in page
    assert 'name="booking"' in page
    for gone in ("ummary", 'name="urgent"', 'name="new_call"'):
        assert gone not in page
    assert maya.post(f"{PAGE}summary/sample/").status_code == 404
    assert maya.post(PAGE, {"summary": "off"}).status_code == 303
    choice = chosen(cast)
    assert choice.summary == "daily"
    assert set(choice.events) == {Event.URGENT}


def test_no_mail_is_promised_to_say_what_is_hidden(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        Client.objects.filter(pk=cast.bright_smile.pk).update(handles_health_information=True)
    assert "what kind of call it was" in maya.get(PAGE).text
    hide(cast, "calls.result")
    page = maya.get(PAGE).text
    assert "what kind of call it was" not in page
    assert "They say that something is new" in page


def test_where_nothing_is_told_by_mail_the_page_says_so(cast: Cast, maya: Browser) -> None:
    hide(cast, "calls", "bookings")
    page = maya.get(PAGE).text
    assert "No mails to choose." in page
    assert "Save Notifications" not in page
    assert maya.post(f"{PAGE}sample/").status_code == 404
