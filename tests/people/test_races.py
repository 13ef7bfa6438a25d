"""What happens at the same instant.

On PostgreSQL, with a connection for each: SQLite has one writer and hides it.
"""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from callboard.agencies import addresses
from callboard.agencies.models import Client
from callboard.audit.actor import SYSTEM, Actor
from callboard.mail.models import OutgoingEmail
from callboard.people import (
    acceptance,
    access,
    account_links,
    credentials,
    invitations,
    links,
    revocation,
    team,
)
from callboard.people.acceptance import Admitted
from callboard.people.access import Access
from callboard.people.account_links import AccountLinkDead
from callboard.people.models import AccountLink, Invitation, Membership, Session, User
from callboard.people.models.account_link import Purpose
from callboard.people.refusals import DeadLink, Refused
from callboard.people.roles import Role
from callboard.people.tries import TooManyTries
from callboard.tenancy import scope
from tests.cast import ANA, SOMEBODY, agency, client, invited, member, password_hash, staff
from tests.sizes import sized

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

ROUNDS = sized(20, 200)


@pytest.fixture
def northwind(record_can_be_emptied):
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(made.pk):
        yield made


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Runs all at the same instant, each on its own connection; refusals are results."""
    barrier = Barrier(len(acts))
    results: list[Any] = [None] * len(acts)
    agency_id = scope.required().agency_id or 0

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            with scope.agency(agency_id):
                barrier.wait()
                results[number] = act()
        except (Refused, DeadLink) as refusal:
            results[number] = refusal
        except BaseException as fault:
            results[number] = fault
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, Refused | DeadLink):
            raise result
    return results


def accept_link(invitation: Invitation) -> Admitted:
    return acceptance.accept_as_new(
        links.reopen(invitation.selector),
        name="Lee Park",
        password_hash=password_hash(),
        by=SOMEBODY,
    )


def test_o044_of_many_tries_at_once_ten_are_looked_at(northwind) -> None:
    def guess() -> str:
        try:
            credentials.check(northwind.pk, "lee@pine.example", "wrong kettle", ip="198.51.100.7")
        except TooManyTries:
            return "refused"
        return "looked at"

    answers = at_once(*[guess] * 24)
    assert (answers.count("looked at"), answers.count("refused")) == (10, 14)


def succeeded(results: list[Any]) -> int:
    return sum(not isinstance(result, Exception) for result in results)


@pytest.mark.sized
@pytest.mark.parametrize("parallel", [2, 4, 16])
def test_o123_of_many_acceptances_exactly_one_succeeds(northwind, parallel: int) -> None:
    for number in range(max(2, ROUNDS // parallel)):
        one = client(northwind, "Dentist", f"lee{number}@pinestreet.example")
        invitation = invited(one)
        results = at_once(*[partial(accept_link, invitation)] * parallel)
        assert succeeded(results) == 1
        assert Membership.objects.active().filter(client=one).count() == 1
        assert User.objects.filter(email=invitation.address).count() == 1


@pytest.mark.sized
def test_o124_accept_against_resend(northwind) -> None:
    for number in range(ROUNDS):
        one = client(northwind, "Dentist", f"lee{number}@pinestreet.example")
        invitation = invited(one)
        accepted, resent = at_once(
            partial(accept_link, invitation),
            partial(invitations.resend, one, by=ANA),
        )
        state = access.of(one.pk, invitation.created_at).access
        present = Invitation.objects.get(client=one)
        if isinstance(accepted, Admitted):
            assert isinstance(resent, Refused)
            assert (state, present.state) == (Access.ACTIVE, "accepted")
        else:
            assert isinstance(accepted, DeadLink)
            assert (state, present.generation) == (Access.INVITE_SENT, 2)


@pytest.mark.sized
def test_o125_accept_against_revoke_and_cancel(northwind) -> None:
    for number in range(ROUNDS):
        one = client(northwind, "Dentist", f"lee{number}@pinestreet.example")
        invitation = invited(one)
        accepted, cancelled, revoked = at_once(
            partial(accept_link, invitation),
            partial(invitations.cancel, one, by=ANA),
            partial(revocation.revoke, one, by=ANA),
        )
        members = Membership.objects.active().filter(client=one).count()
        if not isinstance(cancelled, Exception):
            assert isinstance(accepted, DeadLink)
        if not isinstance(revoked, Exception):
            assert isinstance(accepted, Admitted)
            assert (members, Session.objects.filter(ended_at=None).count()) == (0, 0)
        assert members == (isinstance(accepted, Admitted) and isinstance(revoked, Refused))


def test_o130_ten_clicks_on_send_make_one_invitation_and_one_mail(northwind) -> None:
    one = client(northwind, "Dentist", "lee@pinestreet.example")
    results = at_once(*[partial(invitations.invite, one, by=ANA, user_id=None)] * 10)
    assert succeeded(results) == 1
    assert Invitation.objects.filter(client=one).count() == 1
    assert OutgoingEmail.objects.filter(client=one).count() == 1


def test_o130_two_resends_at_once_leave_one_live_link(northwind) -> None:
    one = client(northwind, "Dentist", "lee@pinestreet.example")
    invited(one)
    at_once(*[partial(invitations.resend, one, by=ANA)] * 2)
    present = Invitation.objects.get(client=one)
    waiting = OutgoingEmail.objects.filter(client=one, state="queued")
    assert [mail.generation for mail in waiting] == [present.generation]


@pytest.mark.sized
def test_o129_of_two_that_use_a_reset_link_one_wins(northwind) -> None:
    owner = staff(northwind, "ana@northwind.example", "Ana Ruiz", Role.OWNER)
    for _ in range(ROUNDS // 2):
        link = account_links.create(owner, Purpose.RESET, by=SYSTEM)
        hashes = ["first", "second"]
        results = at_once(*[partial(set_password, link, chosen) for chosen in hashes])
        winner = [h for h, result in zip(hashes, results, strict=True) if result is not None]
        owner.refresh_from_db()
        assert winner == [owner.password]


def set_password(link: AccountLink, chosen: str) -> User | None:
    try:
        return account_links.set_password(link, chosen, by=SOMEBODY)
    except AccountLinkDead:
        return None


@pytest.mark.sized
def test_o126_a_slow_request_of_somebody_removed_changes_nothing_after_it(northwind) -> None:
    """Sam's invitation of a colleague and Sam's removal, at once."""
    for number in range(min(ROUNDS, 100)):  # three mails each, of an agency's 500 a day
        one = client(northwind, "Dentist", f"maya{number}@pine.example")
        member(one)
        sam = colleague(one, f"sam{number}@pine.example")
        removal = Membership.objects.get(user=sam)
        by = Actor("member", sam.name, sam.public_id)
        lee = addresses.parse(f"lee{number}@pine.example")
        invited_lee, _removed = at_once(
            partial(team.invite, one, [lee], by=by, user_id=sam.pk),
            partial(team.remove, removal, by=ANA),
        )
        is_open = Invitation.objects.open().filter(client=one).exists()
        assert is_open == (not isinstance(invited_lee, Refused))
        with pytest.raises(Refused):
            team.invite(one, [lee], by=by, user_id=sam.pk)


def colleague(of: Client, address: str) -> User:
    team.invite(of, [addresses.parse(address)], by=ANA, user_id=None)
    invitation = Invitation.objects.open().get(address=address)
    return accept_link(invitation).user
