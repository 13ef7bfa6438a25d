"""The secret in a mailed link: what opens, what does not, and that it is nowhere at rest."""

import random
from datetime import timedelta

import pytest
from django.db import connection

from callboard.agencies import addresses
from callboard.audit.actor import SYSTEM
from callboard.people import (
    acceptance,
    account_links,
    contact,
    invitations,
    links,
    offers,
    revocation,
    tokens,
)
from callboard.people.account_links import AccountLinkDead
from callboard.people.models import Membership
from callboard.people.models.account_link import Purpose
from callboard.people.refusals import (
    LinkExpired,
    LinkReplaced,
    LinkUnknown,
    LinkUsed,
    LinkWithdrawn,
)
from callboard.tenancy import scope
from tests.cast import ANA, SOMEBODY, Cast, client, invited, member, password_hash


def token_of(invitation) -> str:
    return offers.facts_of(invitation).token()


def accept(invitation):
    return acceptance.accept_as_new(
        invitation, name="Lee Park", password_hash=password_hash(), by=SOMEBODY
    )


def test_o007_links_are_long_and_all_different() -> None:
    facts = [
        tokens.LinkFacts("invitation", tokens.new_selector(), _key_id(), 1, "a@b.example")
        for _ in range(10_000)
    ]
    made = {fact.token() for fact in facts}
    assert len(made) == 10_000
    assert {len(token) for token in made} == {22 + 1 + 43}
    assert len({token[:4] for token in made}) > 5_000


def test_o008_the_token_is_nowhere_in_the_database(dentist) -> None:
    token = token_of(invited(dentist))
    verifier = token.partition(".")[2]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            assert verifier not in repr(cursor.fetchall()), table


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_o009_the_last_second_works_and_the_next_does_not(cast: Cast, zone: str) -> None:
    with scope.agency(cast.northwind.pk):
        far = client(cast.northwind, "Far Away", "far@away.example", time_zone=zone)
        invitation = invited(far)
        token = token_of(invitation)
        week = invitation.created_at + timedelta(days=7)
        assert links.find(token, at=week - timedelta(seconds=1)) == invitation
        with pytest.raises(LinkExpired):
            links.find(token, at=week + timedelta(seconds=1))


def test_o010_o011_only_the_newest_link_ever_works(dentist) -> None:
    old = [token_of(invited(dentist))]
    for _ in range(3):
        old.append(token_of(invitations.resend(dentist, by=ANA)))
    newest = old.pop()
    random.shuffle(old)
    for token in old:
        with pytest.raises(LinkReplaced):
            links.find(token)
    assert accept(links.find(newest)).membership.client_id == dentist.pk


def test_o013_a_second_acceptance_is_refused(dentist) -> None:
    invitation = invited(dentist)
    token = token_of(invitation)
    accept(invitation)
    with pytest.raises(LinkUsed):
        links.find(token)
    with pytest.raises(LinkUsed):
        acceptance.accept_as_new(invitation, name="X", password_hash="other", by=SOMEBODY)
    assert Membership.objects.filter(client=dentist).count() == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda t: "",
        lambda t: "%00",
        lambda t: t[:-1],
        lambda t: t + "A",
        lambda t: "x" * 10_000,
        lambda t: t.replace(".", ""),
        lambda t: ("A" if t[0] != "A" else "B") + t[1:],
        lambda t: t[:30] + ("A" if t[30] != "A" else "B") + t[31:],
        lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"),
    ],
)
def test_o014_o015_a_damaged_token_is_unknown(dentist, damage) -> None:
    token = damage(token_of(invited(dentist)))
    with pytest.raises(LinkUnknown):
        links.find(token)


@pytest.mark.parametrize("tail", [".", ">", ")", "],", '"'])
def test_o028_what_a_mail_program_left_behind_the_link_is_taken_off(dentist, tail: str) -> None:
    invitation = invited(dentist)
    assert links.find(token_of(invitation) + tail) == invitation


def test_o016_a_link_is_unknown_at_another_agency(cast: Cast, dentist) -> None:
    token = token_of(invited(dentist))
    with scope.agency(cast.lumen.pk), pytest.raises(LinkUnknown):
        links.find(token)


def test_o017_o018_a_link_serves_its_own_purpose_alone(cast: Cast, dentist) -> None:
    invitation = token_of(invited(dentist))
    made = {}
    for purpose in Purpose:
        link = account_links.create(cast.maya, purpose, by=SYSTEM)
        made[purpose] = account_links.url_of(cast.northwind, link).rstrip("/").rpartition("/")[2]
    for purpose, token in made.items():
        with pytest.raises(LinkUnknown):
            links.find(token)
        with pytest.raises(AccountLinkDead):
            account_links.find(invitation, purpose)
        for other in set(Purpose) - {purpose}:
            with pytest.raises(AccountLinkDead):
                account_links.find(token, other)


def test_o019_a_changed_address_kills_the_link(dentist) -> None:
    invitation = invited(dentist)
    contact.set_contact_address(dentist, addresses.parse("new@pinestreet.example"), by=ANA)
    with pytest.raises(LinkWithdrawn):
        links.find(token_of(invitation))
    with pytest.raises(LinkWithdrawn):
        accept(invitation)


def test_o027_an_invitation_after_a_revocation_has_a_new_link(dentist) -> None:
    first = invited(dentist)
    accept(first)
    revocation.revoke(dentist, by=ANA)
    second = invited(dentist)
    assert token_of(first) != token_of(second)
    with pytest.raises(LinkUsed):
        links.find(token_of(first))


def test_a_cancelled_link_is_dead(dentist) -> None:
    invitation = invited(dentist)
    invitations.cancel(dentist, by=ANA)
    with pytest.raises(LinkWithdrawn):
        links.find(token_of(invitation))


def test_opening_is_told_once_a_generation(dentist) -> None:
    from callboard.audit.models import Entry

    invitation = invited(dentist)
    for _ in range(3):
        links.note_opened(invitation, by=SOMEBODY, by_machine=False)
        links.note_opened(invitation, by=SOMEBODY, by_machine=True)
    acts = list(Entry.objects.of_client(dentist.pk).values_list("act", flat=True))
    assert acts.count("invitation.opened") == acts.count("invitation.checked") == 1
    assert links.find(token_of(invitation)) == invitation


def test_a_reset_link_dies_when_a_newer_one_is_made_and_when_it_is_used(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        first = account_links.create(cast.maya, Purpose.RESET, by=SYSTEM)
        second = account_links.create(cast.maya, Purpose.RESET, by=SYSTEM)
        with pytest.raises(AccountLinkDead):
            account_links.set_password(first, "hash", by=SOMEBODY)
        account_links.set_password(second, "hash", by=SOMEBODY)
        with pytest.raises(AccountLinkDead):
            account_links.set_password(second, "hash", by=SOMEBODY)


def test_a_reset_link_works_for_an_hour(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        link = account_links.create(cast.maya, Purpose.RESET, by=SYSTEM)
        hour = link.created_at + timedelta(minutes=60)
        account_links.reopen(link.selector, Purpose.RESET, at=hour - timedelta(seconds=1))
        with pytest.raises(AccountLinkDead):
            account_links.reopen(link.selector, Purpose.RESET, at=hour)


def test_a_link_made_with_a_retired_key_is_unknown(dentist, settings) -> None:
    token = token_of(invited(dentist))
    newest, _, rest = settings.CALLBOARD_KEYS.partition(",")
    settings.CALLBOARD_KEYS = rest + "," + newest
    assert links.find(token).client_id == dentist.pk
    settings.CALLBOARD_KEYS = rest
    with pytest.raises(LinkUnknown):
        links.find(token)


def test_a_revoked_member_whose_account_stays_comes_back_with_its_own_password(dentist) -> None:
    user = member(dentist, "Lee Park")
    revocation.revoke(dentist, by=ANA)
    invitation = invited(dentist)
    assert acceptance.account_of(invitation) == user
    with pytest.raises(LinkUsed):
        accept(invitation)
    acceptance.accept_as(invitation, user, by=SOMEBODY)
    assert Membership.objects.active().filter(client=dentist, user=user).count() == 1


def _key_id() -> str:
    from callboard.keys import ring

    return ring.newest_key_id()
