"""What the timeline says of a mail's fate and of a link."""

from datetime import timedelta

import pytest
from django.utils import timezone

from callboard.audit.actor import SYSTEM, Actor
from callboard.audit.record import record
from callboard.mail.models import MailState, OutgoingEmail
from callboard.people.access import Access
from callboard.people.models import Invitation
from tests.cast import invited
from tests.people.test_access_states import put


def told(client, act: str, **after) -> None:
    record(
        act,
        agency_id=client.agency_id,
        client_id=client.pk,
        by=SYSTEM,
        after={"kind": "invitation", "to": client.contact_email, **after},
    )


@pytest.fixture
def page_of(ana, address):
    return lambda client: ana.get(address(client)).content.decode()


@pytest.mark.parametrize(
    ("act", "after", "expected"),
    [
        ("mail.sent", {"words": "250 OK queued as 4XQ"}, "We can’t see yet whether it arrived."),
        ("mail.sent", {"words": "250 OK", "maybe_twice": True}, "It may have arrived twice."),
        ("mail.delayed", {"words": "451 later", "next_at": "2026-11-23T14:45:00+00:00"}, "9:45"),
        ("mail.bounced", {"words": "550 5.1.1 <no> such"}, "refused lee@pinestreet.example"),
        ("mail.failed", {"words": "no answer"}, "Copy the link and send it yourself."),
        ("mail.dropped", {"words": "The link is no longer live."}, "Not sent."),
    ],
)
def test_a_mails_fate_in_the_servers_words(page_of, dentist, act, after, expected) -> None:
    told(dentist, act, **after)
    page = page_of(dentist)
    assert expected in page
    if act != "mail.dropped":
        assert after["words"].replace("<", "&lt;").replace(">", "&gt;") in page
        assert "The mail server’s own words" in page


def test_other_mails_are_not_told(ana, dentist, address) -> None:
    told(dentist, "mail.sent", kind="password_reset", words="250 secret business")
    assert "secret business" not in ana.get(address(dentist)).content.decode()


def silent(client, hours: int, mail_state: str = MailState.SENT, **facts) -> None:
    """Invited, and the mail left that long ago."""
    at = timezone.now() - timedelta(hours=hours)
    invitation = invited(client, at=at)
    assert invitation.mail is not None
    OutgoingEmail.objects.filter(pk=invitation.mail.pk).update(state=mail_state, sent_at=at)
    Invitation.objects.filter(pk=invitation.pk).update(**facts)


@pytest.mark.parametrize(
    ("hours", "facts", "expected"),
    [
        (49, {}, True),
        (49, {"checked_at": timezone.now()}, True),
        (47, {}, False),
        (49, {"opened_at": timezone.now()}, False),
        (49, {"mail_state": MailState.DELAYED}, False),
    ],
)
def test_two_silent_days_say_what_to_do(page_of, dentist, hours, facts, expected) -> None:
    silent(dentist, hours, **facts)
    assert ("Not opened in two days." in page_of(dentist)) is expected


def test_the_clock_says_expired(ana, dentist, address) -> None:
    put(dentist, Access.INVITE_EXPIRED)
    assert "Link expired" in ana.get(address(dentist)).content.decode()


def test_who_opened_the_link_and_with_what(ana, dentist, address) -> None:
    invited(dentist, at=timezone.now() - timedelta(hours=2))
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1) Version/18.1 Mobile/15E148 Safari/604.1"
    record(
        "invitation.opened",
        agency_id=dentist.agency_id,
        client_id=dentist.pk,
        by=Actor("link", user_agent=phone),
    )
    page = ana.get(address(dentist)).content.decode()
    assert "iPhone, Safari" in page
    assert "We don’t track whether the mail was read." in page


def test_a_refused_attempt_is_not_in_the_timeline(ana, dentist, address) -> None:
    ana.post(address(dentist, "revocation/"))
    assert "Nothing has happened yet." in ana.get(address(dentist)).content.decode()


def test_a_mail_that_was_given_up_asks_for_the_link(ana, dentist, address) -> None:
    invited(dentist)
    OutgoingEmail.objects.filter(client=dentist).update(
        state=MailState.FAILED, last_error="421 <closed> for today"
    )
    page = ana.get(address(dentist)).content.decode()
    assert "421 &lt;closed&gt; for today" in page
    assert "copy its link and send it yourself" in page
    assert "Not sent · 7 days left" in page
