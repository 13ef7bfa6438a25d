"""The inviter is told what became of an invitation, once, and only if they want to know."""

from datetime import timedelta

import pytest
from django.utils import timezone

from callboard.audit.actor import SYSTEM, Actor
from callboard.mail import delivery, messages
from callboard.mail.messages import Drop, Message
from callboard.mail.models import MailState, OutgoingEmail
from callboard.people import acceptance, invitations, inviter_notices, links, staff
from callboard.people.inviter_notices import Choice
from callboard.people.models import Invitation, Staff, User
from callboard.people.refusals import LinkExpired
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, browser, password_hash

NOW = timezone.now()


@pytest.fixture
def invitation(cast: Cast) -> Invitation:
    with scope.agency(cast.northwind.pk):
        return invitations.invite(cast.harbor_law, by=SYSTEM, user_id=cast.ana.pk)


def told(cast: Cast, what: str) -> list[OutgoingEmail]:
    with scope.agency(cast.northwind.pk):
        return list(OutgoingEmail.objects.filter(kind=f"invitation_{what}"))


def choose(cast: Cast, user: User, **wanted: bool) -> None:
    with scope.agency(cast.northwind.pk):
        everything = {"accepted": True, "expired": True, "bounced": True}
        inviter_notices.choose(user, Choice(**everything | wanted))


def accept(cast: Cast, invitation: Invitation) -> None:
    with scope.agency(cast.northwind.pk):
        acceptance.accept_as_new(
            invitation, name="Ina Take", password_hash=password_hash(), by=SYSTEM
        )


def refuse(cast: Cast, invitation: Invitation) -> None:
    """As the sender does when the mail server says no for good."""
    with scope.agency(cast.northwind.pk):
        mail = OutgoingEmail.objects.get(about=invitation.pk, kind="invitation")
        mail.state, mail.lease_owner = MailState.SENDING, "test"
        mail.save()
        delivery._tell(mail, MailState.BOUNCED, "550 5.1.1 no such person")


def test_accepted(cast: Cast, invitation: Invitation) -> None:
    accept(cast, invitation)
    [mail] = told(cast, "accepted")
    assert mail.to_address == cast.ana.email
    with scope.agency(cast.northwind.pk):
        said = messages.build(mail)
    assert isinstance(said, Message)
    assert said.subject == "Ina Take accepted your invitation"


def test_come_back(cast: Cast, invitation: Invitation) -> None:
    refuse(cast, invitation)
    [mail] = told(cast, "bounced")
    with scope.agency(cast.northwind.pk):
        assert isinstance(messages.build(mail), Message)
        invitations.resend(cast.harbor_law, by=SYSTEM, to_bounced=True)
        assert isinstance(messages.build(mail), Drop)


def test_run_out_is_told_once(cast: Cast, invitation: Invitation) -> None:
    assert not inviter_notices.tell_expired(NOW)
    later = invitation.expires_at + timedelta(minutes=1)
    assert inviter_notices.tell_expired(later)
    assert not inviter_notices.tell_expired(later)
    [mail] = told(cast, "expired")
    assert mail.to_address == cast.ana.email


def test_long_ago_is_no_news(cast: Cast, invitation: Invitation) -> None:
    assert inviter_notices.tell_expired(invitation.expires_at + timedelta(days=2))
    assert told(cast, "expired") == []


def test_a_resent_one_can_run_out_again(cast: Cast, invitation: Invitation) -> None:
    first = invitation.expires_at + timedelta(minutes=1)
    inviter_notices.tell_expired(first)
    with scope.agency(cast.northwind.pk):
        again = invitations.resend(cast.harbor_law, by=SYSTEM, at=first)
    inviter_notices.tell_expired(again.expires_at + timedelta(minutes=1))
    assert len(told(cast, "expired")) == 2


def test_each_can_be_switched_off(cast: Cast, invitation: Invitation) -> None:
    choose(cast, cast.ana, accepted=False, bounced=False, expired=False)
    refuse(cast, invitation)
    accept(cast, invitation)
    assert told(cast, "accepted") == told(cast, "bounced") == []


def test_the_switches_are_on_the_profile_of_staff(cast: Cast) -> None:
    desk = browser(cast.northwind, cast.ana)
    assert "Mail me when" in desk.get("/settings/profile/").text
    assert desk.post("/settings/profile/notices/", {"expired": "on"}).status_code == 303
    with scope.agency(cast.northwind.pk):
        assert inviter_notices.choice_of(cast.ana) == Choice(False, True, False)
    member = browser(cast.northwind, cast.maya)
    assert "Mail me when" not in member.get("/settings/profile/").text
    assert member.post("/settings/profile/notices/", {}).status_code == 404


def test_who_no_longer_works_there_is_not_told(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        ben = cast.staff[Role.ADMIN]
        sent = invitations.invite(cast.harbor_law, by=SYSTEM, user_id=ben.pk)
        by = Actor("staff", cast.ana.name, cast.ana.public_id)
        staff.remove(Staff.objects.select_related("user").get(user=ben), by=by)
    accept(cast, sent)
    assert told(cast, "accepted") == []


def test_o139_clocks_that_differ_move_an_end_by_no_more(cast: Cast) -> None:
    """The web server's clock is ten minutes early, the worker's ten minutes late. The web server
    alone decides whether a link opens; the worker only tells of an end, and never too early.
    """
    skew, now = timedelta(minutes=10), timezone.now()
    with scope.agency(cast.northwind.pk):
        made = invitations.invite(cast.harbor_law, by=SYSTEM, user_id=cast.ana.pk, at=now + skew)
        ends = now + timedelta(days=7)
        minute = timedelta(minutes=1)
        assert links.reopen(made.selector, at=ends - minute + skew).pk == made.pk
        with pytest.raises(LinkExpired):
            links.reopen(made.selector, at=ends + minute + skew)
    inviter_notices.tell_expired(ends + minute - skew)
    assert told(cast, "expired") == []
    inviter_notices.tell_expired(ends + skew + minute)
    assert len(told(cast, "expired")) == 1
