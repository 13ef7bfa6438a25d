"""An address change at the same instant as another one, a reset or a revocation, on PostgreSQL."""

from functools import partial

import pytest

from callboard.agencies import addresses
from callboard.audit.actor import SYSTEM
from callboard.people import (
    account_links,
    address_changes,
    address_confirmation,
    address_links,
    revocation,
)
from callboard.people.account_links import AccountLinkDead
from callboard.people.address_confirmation import AddressTaken
from callboard.people.address_links import ChangeDead
from callboard.people.models import AddressChange, Session, User
from callboard.people.models.account_link import Purpose
from callboard.tenancy import scope
from tests.cast import ANA, SOMEBODY, agency, client, member, password_hash
from tests.people.test_races import ROUNDS, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

REFUSALS = (ChangeDead, AddressTaken, AccountLinkDead)


@pytest.fixture
def northwind(record_can_be_emptied):
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(made.pk):
        yield made


def tried(act):
    """What came of it: the class of a refusal, else what the act answered."""
    try:
        return act()
    except REFUSALS as refusal:
        return type(refusal)


def person(northwind, name: str) -> User:
    return member(client(northwind, name, f"{name}@old.example"), name)


def propose(user: User, address: str) -> AddressChange:
    return address_changes.propose(user, addresses.parse(address), by=SOMEBODY)


def confirm(change: AddressChange):
    found = address_links.reopen(change.confirm_selector, "email_change")
    return address_confirmation.confirm(found, found.user, by=SOMEBODY)


@pytest.mark.sized
def test_o127_of_two_that_ask_at_once_one_is_pending(northwind) -> None:
    for number in range(ROUNDS):
        maya = person(northwind, f"maya{number}")
        changes = at_once(
            partial(propose, maya, f"maya{number}@agency.example"),
            partial(propose, maya, f"maya{number}@self.example"),
        )
        pending = AddressChange.objects.get(user=maya, state="pending")
        assert pending.pk in {change.pk for change in changes}
        (other,) = [change for change in changes if change.pk != pending.pk]
        with pytest.raises(ChangeDead):
            confirm(other)
        assert confirm(pending).email_canonical == pending.address_canonical


@pytest.mark.sized
def test_o128_of_two_who_confirm_the_same_address_one_gets_it(northwind) -> None:
    for number in range(ROUNDS):
        people = [person(northwind, f"{name}{number}") for name in ("maya", "sam")]
        changes = [propose(one, f"shared{number}@new.example") for one in people]
        results = at_once(*[partial(tried, partial(confirm, change)) for change in changes])
        assert sum(result is AddressTaken for result in results) == 1
        assert User.objects.filter(email_canonical=f"shared{number}@new.example").count() == 1
        assert User.objects.filter(email_canonical__endswith=f"{number}@old.example").exists()


@pytest.mark.sized
def test_o056_of_many_confirmations_at_once_one_counts(northwind) -> None:
    for number in range(ROUNDS // 2):
        maya = person(northwind, f"maya{number}")
        change = propose(maya, f"maya{number}@new.example")
        results = at_once(*[partial(tried, partial(confirm, change))] * 4)
        assert sum(result is ChangeDead for result in results) == 3
        assert User.objects.get(pk=maya.pk).epoch == maya.epoch + 1


@pytest.mark.sized
def test_confirm_against_stop_a_newer_request_and_revoke(northwind) -> None:
    for number in range(ROUNDS):
        maya = person(northwind, f"maya{number}")
        of = maya.memberships.get().client
        change = propose(maya, f"maya{number}@new.example")
        confirmed, *_others = at_once(
            partial(tried, partial(confirm, change)),
            partial(tried, partial(address_changes.stop, change, by=SOMEBODY)),
            partial(tried, partial(propose, maya, f"maya{number}@newer.example")),
            partial(revocation.revoke, of, by=ANA),
        )
        moved = User.objects.get(pk=maya.pk).email_canonical != maya.email_canonical
        assert moved == isinstance(confirmed, User)
        change.refresh_from_db()
        assert moved == (change.state == "confirmed")
        assert not Session.objects.filter(user=maya, ended_at__isnull=True).exists()


@pytest.mark.sized
def test_confirm_against_a_new_password(northwind) -> None:
    for number in range(ROUNDS):
        maya = person(northwind, f"maya{number}")
        change = propose(maya, f"maya{number}@new.example")
        link = account_links.create(maya, Purpose.RESET, by=SYSTEM)
        reset = partial(account_links.set_password, link, password_hash(), by=SOMEBODY)
        results = at_once(partial(tried, partial(confirm, change)), partial(tried, reset))
        assert isinstance(results[0], User)
        live = account_links.create(User.objects.get(pk=maya.pk), Purpose.RESET, by=SYSTEM)
        assert live.pk != link.pk
        with pytest.raises(AccountLinkDead):
            account_links.reopen(link.selector, Purpose.RESET)
