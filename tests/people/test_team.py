"""A colleague's invitation goes the same way as the contact's."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from callboard.agencies import addresses
from callboard.mail.models import OutgoingEmail
from callboard.people import acceptance, links, offers, team
from callboard.people.models import Invitation, Membership
from callboard.people.models.invitation import InvitationState, Kind
from callboard.people.refusals import LimitReached, LinkExpired, LinkReplaced, LinkUsed, Refused
from callboard.tenancy import scope
from tests.cast import ANA, SOMEBODY, Cast, password_hash

SAM = addresses.parse("sam@brightsmile.example")


@pytest.fixture
def dental(cast: Cast):
    """Active, in Northwind's scope."""
    with scope.agency(cast.northwind.pk):
        yield cast.bright_smile


def invite(client, at: datetime | None = None) -> Invitation:
    team.invite(client, [SAM], by=ANA, user_id=None, at=at)
    return the(client)


def the(client) -> Invitation:
    rows = Invitation.objects.select_related("client", "agency")
    return rows.filter(client=client, kind=Kind.COLLEAGUE).latest("pk")


def token_of(invitation: Invitation) -> str:
    return offers.facts_of(invitation).token()


def accept(invitation: Invitation) -> Membership:
    admitted = acceptance.accept_as_new(
        invitation, name="Sam Ortiz", password_hash=password_hash(), by=SOMEBODY
    )
    assert admitted.membership is not None
    return admitted.membership


def test_o006_a_colleague_s_invitation_from_sent_to_removed(dental) -> None:
    """Sent, resent, expired, renewed, accepted, removed: one live link at a time, then none."""
    begun = timezone.now() - timedelta(days=20)
    first = invite(dental, at=begun)
    mailed_first = token_of(first)
    team.resend(first, by=ANA, at=begun + timedelta(hours=1))
    second = the(dental)
    assert (second.pk, second.generation) == (first.pk, 2)
    with pytest.raises(LinkReplaced):
        links.find(mailed_first)
    with pytest.raises(LinkExpired):
        links.find(token_of(second))
    with pytest.raises(Refused):
        team.copy_link(second, dental.agency, by=ANA)

    # Asked again, it is the same row with a new link; nothing piles up.
    team.invite(dental, [SAM], by=ANA, user_id=None)
    third = the(dental)
    assert (third.pk, third.generation) == (first.pk, 3)
    assert links.find(token_of(third)) == third
    assert Invitation.objects.open().filter(client=dental).count() == 1

    membership = accept(third)
    with pytest.raises(LinkUsed):
        links.find(token_of(third))
    for verb in (team.resend, team.cancel):
        with pytest.raises(Refused):
            verb(third, by=ANA)
    team.remove(membership, by=ANA)
    assert not Membership.objects.active().filter(pk=membership.pk).exists()
    with pytest.raises(Refused):
        team.remove(membership, by=ANA)


def test_o027_who_is_invited_again_after_removal_gets_another_link(dental) -> None:
    first = invite(dental)
    old = token_of(first)
    team.remove(accept(first), by=ANA)
    second = invite(dental)
    assert second.pk != first.pk
    assert token_of(second) != old
    with pytest.raises(LinkUsed):
        links.find(old)
    assert links.find(token_of(second)) == second


def test_with_one_address_over_its_limit_nobody_is_invited(dental) -> None:
    """All or none."""
    for _ in range(5):
        one = invite(dental)
        team.cancel(one, by=ANA)
    before = OutgoingEmail.objects.count()
    kim = addresses.parse("kim@brightsmile.example")
    with pytest.raises(LimitReached):
        team.invite(dental, [kim, SAM], by=ANA, user_id=None)
    assert OutgoingEmail.objects.count() == before
    states = Invitation.objects.filter(kind=Kind.COLLEAGUE).values_list("state", flat=True)
    assert set(states) == {InvitationState.CANCELLED}
