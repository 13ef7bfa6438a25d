"""A short password stored while the second step that makes up for it is turned off."""

import pytest

from callboard.people import profile, second_factor
from callboard.people.models import User
from callboard.people.refusals import Refused
from callboard.tenancy import scope
from tests.cast import SOMEBODY, agency, client, member, password_hash
from tests.people.test_races import ROUNDS, at_once
from tests.people.test_short_passwords import with_second_step

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def maya(record_can_be_emptied):
    northwind = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(northwind.pk):
        yield member(client(northwind, "Bright Smile Dental", "maya@brightsmile.example"))


@pytest.mark.sized
def test_one_of_them_is_refused(maya: User) -> None:
    """In any order: never a short password alone."""
    hashed = password_hash()

    def shorten() -> bool:
        try:
            return bool(profile.change_password(maya, hashed, by=SOMEBODY, is_short=True))
        except Refused:
            return False

    def turn_off() -> bool:
        try:
            return bool(second_factor.turn_off(maya, by=SOMEBODY))
        except Refused:
            return False

    for _round in range(ROUNDS):
        with_second_step(maya)
        shortened, turned_off = at_once(shorten, turn_off)
        now = User.objects.get(pk=maya.pk)
        assert now.short_password == (second_factor.of(now) is not None)
        assert shortened != turned_off
        if shortened:
            second_factor.turn_off(maya, by=SOMEBODY, longer=hashed)
