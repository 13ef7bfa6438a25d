"""What the agency's own people do at the same instant, on PostgreSQL."""

from functools import partial

import pytest
from django.utils import timezone

from callboard.audit.actor import Actor
from callboard.limits.models import Bucket
from callboard.people import one_time_codes, recovery_codes, second_factor
from callboard.people import staff as agency_staff
from callboard.people.models import SecondFactor, Staff, User
from callboard.people.refusals import Refused
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import ANA, agency, staff
from tests.people.test_races import ROUNDS, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def northwind(record_can_be_emptied):
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(made.pk):
        yield made


def who(user: User) -> Actor:
    return Actor("staff", user.name, user.public_id)


def place(user: User) -> Staff:
    return Staff.objects.get(user=user)


def owners() -> int:
    return Staff.objects.filter(role=Role.OWNER, ended_at__isnull=True).count()


def two_owners(of, number: int) -> tuple[User, User]:
    Staff.objects.all().delete()
    first = staff(of, f"ana{number}@northwind.example", "Ana Ruiz", Role.OWNER)
    return first, staff(of, f"ben{number}@northwind.example", "Ben Okafor", Role.OWNER)


@pytest.mark.sized
def test_of_two_owners_who_remove_each_other_one_stays(northwind) -> None:
    for number in range(ROUNDS):
        ana, ben = two_owners(northwind, number)
        results = at_once(
            partial(agency_staff.remove, place(ben), by=who(ana)),
            partial(agency_staff.remove, place(ana), by=who(ben)),
        )
        assert sum(isinstance(result, Refused) for result in results) == 1
        assert owners() == 1


@pytest.mark.sized
def test_of_two_owners_who_step_down_at_once_one_stays(northwind) -> None:
    for number in range(ROUNDS):
        ana, ben = two_owners(northwind, number)
        results = at_once(
            partial(agency_staff.change_role, place(ana), Role.ADMIN, by=who(ana)),
            partial(agency_staff.change_role, place(ben), Role.ADMIN, by=who(ben)),
        )
        assert sum(isinstance(result, Refused) for result in results) == 1
        assert owners() == 1


@pytest.mark.sized
@pytest.mark.parametrize("kind", ["app", "recovery code"])
def test_of_many_who_use_one_code_at_once_one_gets_in(northwind, kind: str) -> None:
    ana = staff(northwind, "ana@northwind.example", "Ana Ruiz", Role.OWNER)
    for _ in range(max(3, ROUNDS // 8)):
        SecondFactor.objects.all().delete()
        Bucket.objects.all().delete()
        now = timezone.now()
        factor = SecondFactor.objects.create(
            agency=northwind,
            user=ana,
            secret=one_time_codes.new_secret(),
            created_at=now,
            confirmed_at=now,
        )
        codes = {
            "app": one_time_codes.code_at(factor.secret, now),
            "recovery code": recovery_codes.replace(ana, at=now)[0],
        }
        proof = partial(second_factor.proves, ana, codes[kind], by=ANA, at=now)
        assert at_once(*[proof] * 8).count(True) == 1
