"""The state table of an invitation, against an independent reference."""

from datetime import timedelta

import pytest
from django.utils import timezone

from callboard.agencies import addresses
from callboard.audit.models import Entry
from callboard.mail.models import MailState, OutgoingEmail
from callboard.people import access, contact, invitations, revocation
from callboard.people.access import Access
from callboard.people.refusals import Refused, TooLate
from tests.cast import ANA, Cast, invited, member

DAY = timedelta(days=1)


def state_of(a_client, at=None) -> str:
    return access.of(a_client.pk, at or timezone.now()).access


def bounce(a_client) -> None:
    OutgoingEmail.objects.filter(client=a_client).update(state=MailState.BOUNCED)


def put(dentist, state: Access) -> None:
    """Brings the client into a state by the verbs alone."""
    match state:
        case Access.NO_EMAIL:
            contact.set_contact_address(dentist, None, by=ANA)
        case Access.INVITE_SENT:
            invited(dentist)
        case Access.INVITE_EXPIRED:
            invited(dentist, at=timezone.now() - 8 * DAY)
        case Access.INVITE_BOUNCED:
            invited(dentist)
            bounce(dentist)
        case Access.ACTIVE:
            member(dentist, "Lee Park")
        case Access.REVOKED:
            member(dentist, "Lee Park")
            revocation.revoke(dentist, by=ANA)


EVENTS = {
    "invite": lambda c: invitations.invite(c, by=ANA, user_id=None),
    "resend": lambda c: invitations.resend(c, by=ANA),
    "resend_to_bounced": lambda c: invitations.resend(c, by=ANA, to_bounced=True),
    "cancel": lambda c: invitations.cancel(c, by=ANA),
    "copy_link": lambda c: invitations.copy_link(c, c.agency, by=ANA),
    "change_address": lambda c: contact.set_contact_address(
        c, addresses.parse("new@pinestreet.example"), by=ANA
    ),
    "clear_address": lambda c: contact.set_contact_address(c, None, by=ANA),
    "revoke": lambda c: revocation.revoke(c, by=ANA),
}

# What each event leads to; an event that is not named for a state is refused there.
TABLE = {
    Access.NO_EMAIL: {"change_address": Access.EMAIL_SET, "clear_address": Access.NO_EMAIL},
    Access.EMAIL_SET: {
        "invite": Access.INVITE_SENT,
        "change_address": Access.EMAIL_SET,
        "clear_address": Access.NO_EMAIL,
    },
    Access.INVITE_SENT: {
        "resend": Access.INVITE_SENT,
        "resend_to_bounced": Access.INVITE_SENT,
        "cancel": Access.EMAIL_SET,
        "copy_link": Access.INVITE_SENT,
        "change_address": Access.EMAIL_SET,
        "clear_address": Access.NO_EMAIL,
    },
    Access.INVITE_EXPIRED: {
        "resend": Access.INVITE_SENT,
        "resend_to_bounced": Access.INVITE_SENT,
        "change_address": Access.EMAIL_SET,
        "clear_address": Access.NO_EMAIL,
    },
    Access.INVITE_BOUNCED: {
        "resend_to_bounced": Access.INVITE_SENT,
        "cancel": Access.EMAIL_SET,
        "copy_link": Access.INVITE_BOUNCED,
        "change_address": Access.EMAIL_SET,
        "clear_address": Access.NO_EMAIL,
    },
    Access.ACTIVE: {"revoke": Access.REVOKED},
    Access.REVOKED: {
        "invite": Access.INVITE_SENT,
        "change_address": Access.REVOKED,
        "clear_address": Access.REVOKED,
    },
}


@pytest.mark.parametrize("state", Access.values)
def test_every_state_is_reached_by_the_verbs(dentist, state: str) -> None:
    put(dentist, Access(state))
    assert state_of(dentist) == state


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("state", Access.values)
def test_o002_each_event_in_each_state(dentist, state: str, event: str) -> None:
    put(dentist, Access(state))
    mails = OutgoingEmail.objects.count()
    denials = Entry.objects.filter(denied=True).count()
    expected = TABLE[Access(state)].get(event)
    if expected is None:
        with pytest.raises(Refused):
            EVENTS[event](dentist)
        assert state_of(dentist) == state
        assert OutgoingEmail.objects.count() == mails
        assert Entry.objects.filter(denied=True).count() == denials + 1
    else:
        EVENTS[event](dentist)
        assert state_of(dentist) == expected


def test_o004_expiry_depends_on_the_clock_alone(dentist) -> None:
    invitation = invited(dentist)
    assert state_of(dentist, invitation.expires_at - timedelta(seconds=1)) == Access.INVITE_SENT
    assert state_of(dentist, invitation.expires_at) == Access.INVITE_EXPIRED


def test_o005_no_email_cannot_be_invited(dentist) -> None:
    put(dentist, Access.NO_EMAIL)
    with pytest.raises(Refused):
        invitations.invite(dentist, by=ANA, user_id=None)
    assert OutgoingEmail.objects.filter(client=dentist).count() == 0


def test_counts_agree_with_each_client(cast: Cast, dentist) -> None:
    put(dentist, Access.INVITE_BOUNCED)
    now = timezone.now()
    clients = type(dentist).objects.all()
    one_by_one = [access.of(pk, now).access for pk in clients.values_list("pk", flat=True)]
    assert access.counts(clients, now) == {s: one_by_one.count(s) for s in Access.values}


def test_undo_calls_the_mail_back(dentist) -> None:
    invitation = invited(dentist)
    invitations.undo(dentist, by=ANA)
    assert state_of(dentist) == Access.EMAIL_SET
    mail = OutgoingEmail.objects.get(kind="invitation", about=invitation.pk)
    assert mail.state == MailState.DROPPED


def test_undo_after_the_mail_left_is_too_late(dentist) -> None:
    invited(dentist)
    OutgoingEmail.objects.filter(client=dentist).update(state=MailState.SENT)
    with pytest.raises(TooLate):
        invitations.undo(dentist, by=ANA)
    assert state_of(dentist) == Access.INVITE_SENT


def test_an_earlier_revocation_is_forgotten_by_a_cancelled_invitation(dentist) -> None:
    put(dentist, Access.REVOKED)
    invited(dentist)
    invitations.cancel(dentist, by=ANA)
    assert state_of(dentist) == Access.EMAIL_SET
