"""A mail shows times by the clock and in the zone of who reads it, as their pages do."""

from datetime import UTC, datetime

import pytest

from callboard.mail import compose, messages
from callboard.mail.messages import Message
from callboard.mail.models import OutgoingEmail
from callboard.people import account_links
from callboard.people.mails import reader
from callboard.people.mails.invitation import invitation_message
from callboard.people.models import User
from callboard.people.models.account_link import Purpose
from callboard.tenancy import scope
from tests.cast import SOMEBODY, Cast, invited

AFTERNOON = datetime(2026, 12, 3, 19, 5, tzinfo=UTC)


def said(cast: Cast, kind: str, about: int, to: str) -> str:
    mail = OutgoingEmail(
        agency=cast.northwind,
        kind=kind,
        about=about,
        generation=1,
        to_address=to,
        queued_at=AFTERNOON,
    )
    message = messages.build(mail)
    assert isinstance(message, Message)
    return compose.text_of(message)


@pytest.mark.parametrize(
    ("clock", "zone", "words", "named"),
    [
        ("", "", "Thursday 3 December, 2:05 PM", "Eastern time"),
        ("24", "", "Thursday 3 December, 14:05", "Eastern time"),
        ("24", "Europe/Paris", "Thursday 3 December, 20:05", "Central European time"),
        ("12", "Asia/Tokyo", "Friday 4 December, 4:05 AM", "Japan time"),
    ],
)
def test_a_notice_of_the_account(cast: Cast, clock: str, zone: str, words: str, named: str) -> None:
    with scope.agency(cast.northwind.pk):
        User.objects.filter(pk=cast.maya.pk).update(clock=clock, time_zone=zone)
        text = said(cast, "password_changed", cast.maya.pk, cast.maya.email)
    assert words in text
    assert named in text


def test_a_link_s_end(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        User.objects.filter(pk=cast.maya.pk).update(clock="24", time_zone="Europe/Paris")
        link = account_links.create(cast.maya, Purpose.RESET, by=SOMEBODY)
        text = said(cast, "password_reset", link.pk, cast.maya.email)
    assert "Central European time" in text
    assert " AM" not in text
    assert " PM" not in text


def test_one_reader_s_wishes_are_nobody_else_s(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        User.objects.filter(pk=cast.maya.pk).update(clock="24", time_zone="Europe/Paris")
        for address in (cast.ana.email, "stranger@nowhere.example"):
            with reader.at(address):
                assert reader.zone("America/New_York") == "America/New_York"
        with reader.at(cast.maya.email):
            assert reader.zone("America/New_York") == "Europe/Paris"
        assert reader.zone("America/New_York") == "America/New_York"


def test_the_preview_of_an_invitation_has_the_clock_of_who_gets_it(cast: Cast) -> None:
    """And not of the staff who look at it first."""
    with scope.agency(cast.northwind.pk):
        offered = invited(cast.harbor_law)
        with reader.at(cast.ana.email):
            previewed = invitation_message(offered, link="https://x.example/")
        sent = invitation_message(offered, link="https://x.example/")
    assert previewed.context == sent.context
