"""Of everything that happens at the same instant, one mail comes.

On PostgreSQL, with a connection for each: SQLite has one writer and hides it."""

from datetime import date

import pytest
import time_machine

from callboard.people import revocation
from callboard.summaries import planning, rules, telling
from callboard.summaries.models import ClientPlan, Summary
from callboard.summaries.rules import Rules
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import ANA
from tests.inbox.conftest import House, house
from tests.inbox.test_races import at_once
from tests.summaries.conftest import MONDAY, WEEK, Week, dropped, mails, plan

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

__all__ = ["house"]


@pytest.fixture
def robin(house: House) -> Week:
    client = house.line.client
    client.contact_email = client.contact_email_canonical = "maya@brightsmile.example"
    client.save()
    people.member(client, at=MONDAY - 3 * WEEK)
    plan(MONDAY - 3 * WEEK)
    line = Week(client, house.line.connection, house.line.agent)
    line.calls(date(2026, 11, 23), [3])
    return line


def looks() -> None:
    with scope.wiped():
        for _ in range(3):
            telling.drain_once(MONDAY)


def test_of_many_workers_one_tells(house: House, robin: Week) -> None:
    at_once(house, looks, looks, looks, looks)
    looks()
    assert len(mails()) == 1
    assert Summary.objects.filter(membership__isnull=False).count() == 1


def test_it_meets_the_revocation(house: House, robin: Week) -> None:
    at_once(house, looks, lambda: revocation.revoke(robin.client, by=ANA))
    looks()
    with time_machine.travel(MONDAY, tick=False):
        assert all(dropped(mail) for mail in mails())


def test_it_meets_another_hour_and_another_clock(house: House, robin: Week) -> None:
    """Nobody waits for ever, nothing is told twice, and the worker looks again."""
    at_once(
        house,
        looks,
        lambda: rules.change(robin.client.agency, Rules(hour=6), by=ANA, at=MONDAY),
        lambda: planning.look_again(robin.client, MONDAY),
    )
    looks()
    assert len(mails()) == 1
    assert not ClientPlan.objects.filter(next_at__lte=MONDAY).exists()
