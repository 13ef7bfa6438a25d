"""Eight characters are enough where a second step is on, and never without it."""

import pytest
from django.utils import timezone

from callboard.people import (
    account_links,
    one_time_codes,
    passwords,
    profile,
    second_factor,
    short_passwords,
)
from callboard.people.models import User
from callboard.people.models.account_link import Purpose
from callboard.people.refusals import Refused
from callboard.tenancy import scope
from tests.cast import SOMEBODY, Cast, password_hash


def with_second_step(user: User) -> None:
    factor = second_factor.begin(user)
    now = timezone.now()
    assert second_factor.turn_on(
        user, one_time_codes.code_at(bytes(factor.secret), now), by=SOMEBODY, at=now
    )


def make_short(user: User) -> User:
    return profile.change_password(user, password_hash(), by=SOMEBODY, is_short=True)


def test_how_many_characters_it_takes(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        assert short_passwords.shortest(cast.maya) == 12
        second_factor.begin(cast.maya)
        assert short_passwords.shortest(cast.maya) == 12, "no code was shown yet"
        with_second_step(cast.maya)
        assert short_passwords.shortest(cast.maya) == 8


def test_what_is_too_short_is_said_with_the_number() -> None:
    assert passwords.faults("k7wq93m", shortest=8) == [
        "Use at least 8 characters. A short sentence works well."
    ]
    assert passwords.faults("k7wq93mf", shortest=8) == []
    assert passwords.faults("k7wq93mf") != []
    assert passwords.faults("password", shortest=8) != [], "on every attacker's list"
    assert passwords.faults("northwind1", shortest=8, names=["Northwind"]) != []


def test_without_a_second_step_no_short_one_is_stored(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        before = User.objects.get(pk=cast.maya.pk).password
        with pytest.raises(Refused):
            make_short(cast.maya)
        link = account_links.create(cast.maya, Purpose.RESET, by=SOMEBODY)
        with pytest.raises(Refused):
            account_links.set_password(link, "new hash", by=SOMEBODY, is_short=True)
        assert User.objects.get(pk=cast.maya.pk).password == before
        # The link still works.
        assert account_links.reopen(link.selector, Purpose.RESET) == link


def test_with_a_short_password_it_is_not_turned_off_without_a_longer_one(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        with_second_step(cast.maya)
        make_short(cast.maya)
        with pytest.raises(Refused):
            second_factor.turn_off(cast.maya, by=SOMEBODY)
        assert second_factor.of(cast.maya) is not None
        user = second_factor.turn_off(cast.maya, by=SOMEBODY, longer=password_hash())
        assert second_factor.of(cast.maya) is None
        assert not user.short_password


def test_a_reset_that_takes_a_stranger_s_second_step_away_asks_for_twelve(cast: Cast) -> None:
    """Whoever made the account may never have had its mail: the mailbox's owner starts anew."""
    with scope.agency(cast.northwind.pk):
        with_second_step(cast.maya)
        link = account_links.create(cast.maya, Purpose.RESET, by=SOMEBODY)
        assert account_links.shortest_password(link) == 8
        User.objects.update(address_proved=False)
        link.user.refresh_from_db()
        assert account_links.shortest_password(link) == 12
