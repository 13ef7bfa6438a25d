"""One code typed in two browsers at the same instant."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from callboard.limits.models import Bucket
from callboard.people import one_time_codes, recovery_codes, second_factor
from callboard.people.models import User
from callboard.tenancy import scope
from tests.cast import SOMEBODY, agency, client, member
from tests.people.test_races import ROUNDS, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def maya(record_can_be_emptied):
    northwind = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(northwind.pk):
        yield member(client(northwind, "Bright Smile Dental", "maya@brightsmile.example"))


@pytest.mark.sized
def test_the_app_s_code_opens_once(maya: User) -> None:
    factor = second_factor.begin(maya)
    secret, now = bytes(factor.secret), timezone.now()
    assert second_factor.turn_on(maya, one_time_codes.code_at(secret, now), by=SOMEBODY, at=now)
    for number in range(1, ROUNDS + 1):
        at = now + number * timedelta(seconds=30)
        code = one_time_codes.code_at(secret, at)

        def prove(code: str = code, at: datetime = at) -> bool:
            return second_factor.proves(maya, code, by=SOMEBODY, at=at)

        assert sorted(at_once(prove, prove)) == [False, True]
        Bucket.objects.all().delete()  # each round has one try that fails


@pytest.mark.sized
def test_a_recovery_code_opens_once(maya: User) -> None:
    for _round in range(ROUNDS):
        (code, *_rest) = recovery_codes.replace(maya, at=timezone.now())

        def prove(code: str = code) -> bool:
            return second_factor.proves(maya, code, by=SOMEBODY)

        assert sorted(at_once(prove, prove)) == [False, True]
        Bucket.objects.all().delete()  # each round has one try that fails
