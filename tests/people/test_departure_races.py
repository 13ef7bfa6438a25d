"""Somebody's last two places end at the same instant, on PostgreSQL: nothing of theirs survives."""

from functools import partial

import pytest
from django.utils import timezone

from callboard.agencies import addresses
from callboard.people import (
    acceptance,
    account_links,
    address_changes,
    address_confirmation,
    links,
    one_time_codes,
    recovery_codes,
    revocation,
    second_factor,
    team,
)
from callboard.people import staff as agency_staff
from callboard.people.models import (
    AccountLink,
    Invitation,
    Membership,
    SecondFactor,
    Session,
    Staff,
    User,
)
from callboard.people.models.account_link import Purpose
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import ANA, SOMEBODY, agency, browser, client, invited, member, staff
from tests.people.test_races import ROUNDS, at_once
from tests.people.test_staff_races import who

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
FEW = max(5, ROUNDS // 4)


@pytest.fixture
def northwind(record_can_be_emptied):
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(made.pk):
        yield made


def nothing_survives(person: User) -> None:
    assert not Session.objects.filter(user=person, ended_at__isnull=True).exists()
    assert not AccountLink.objects.live().filter(user=person).exists()


@pytest.mark.sized
def test_of_two_clients_revoked_at_once_the_old_cookie_is_dead_for_good(northwind) -> None:
    for number in range(FEW):
        both = [client(northwind, name, f"maya{number}@pine.example") for name in ("A", "B")]
        maya, _same = (member(one) for one in both)
        old = browser(northwind, maya)
        account_links.create(maya, Purpose.RESET, by=ANA)
        at_once(*[partial(revocation.revoke, one, by=ANA) for one in both])
        nothing_survives(maya)
        acceptance.accept_as(invited(both[0]), maya, by=SOMEBODY)
        assert old.get("/calls/").status_code != 200


@pytest.mark.sized
def test_of_a_place_in_the_team_and_one_at_a_client_ended_at_once(northwind) -> None:
    ana = staff(northwind, "ana@northwind.example", "Ana Ruiz", Role.OWNER)
    for number in range(FEW):
        sam = staff(northwind, f"sam{number}@pine.example", "Sam Ortiz", Role.SUPPORT)
        portal = client(northwind, "Dentist", sam.email)
        acceptance.accept_as(invited(portal), sam, by=SOMEBODY)
        browser(northwind, sam)
        place = Staff.objects.get(user=sam)
        there = Membership.objects.select_related("client__agency", "user").get(user=sam)
        at_once(
            partial(agency_staff.remove, place, by=who(ana)),
            partial(team.remove, there, by=who(ana)),
        )
        nothing_survives(sam)


@pytest.mark.sized
def test_confirming_an_address_and_accepting_a_place_wait_for_each_other(northwind) -> None:
    """They once took the account's row and the invitation's in different orders."""
    ana = staff(northwind, "ana@northwind.example", "Ana Ruiz", Role.OWNER)
    for number in range(FEW):
        lee = member(client(northwind, "Dentist", f"lee{number}@pine.example"))
        agency_staff.invite(northwind, [addresses.parse(lee.email)], Role.ADMIN, by=who(ana))
        offer = Invitation.objects.of_staff().get(address_canonical=lee.email_canonical)
        new = addresses.parse(f"new{number}@pine.example")
        change = address_changes.propose(lee, new, by=who(lee))
        at_once(
            partial(acceptance.accept_as, links.reopen(offer.selector), lee, by=SOMEBODY),
            partial(address_confirmation.confirm, change, lee, by=SOMEBODY),
        )


@pytest.mark.sized
def test_recovery_codes_made_twice_at_once_are_ten(northwind) -> None:
    ana, now = staff(northwind, "ana@northwind.example", "Ana", Role.OWNER), timezone.now()
    SecondFactor.objects.create(
        agency=northwind,
        user=ana,
        secret=one_time_codes.new_secret(),
        created_at=now,
        confirmed_at=now,
    )
    for _ in range(FEW):
        at_once(*[partial(second_factor.renew_recovery_codes, ana, by=ANA)] * 2)
        assert recovery_codes.left(ana) == 10
