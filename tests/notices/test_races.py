"""Of everything that happens at the same instant, one mail comes.

On PostgreSQL, with a connection for each: SQLite has one writer and hides it."""

import pytest

from callboard.audit.actor import SYSTEM
from callboard.calls.models import Call
from callboard.notices import choices, telling
from callboard.notices.choices import Choice
from callboard.notices.events import Event
from callboard.notices.models import CallNews, Notice, NoticeChoice
from callboard.people import revocation
from callboard.people.models import User
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import ANA
from tests.inbox.conftest import House, house
from tests.inbox.test_races import at_once
from tests.notices.conftest import EVERYTHING, NOON, Line, choose, dropped, mails, membership_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

__all__ = ["house"]


@pytest.fixture
def robin(house: House) -> Line:
    """Maya wants to know of every call that Robin answers."""
    client = house.line.client
    client.contact_email = client.contact_email_canonical = "maya@brightsmile.example"
    client.save()
    choose(people.member(client), EVERYTHING)
    return Line(client, house.line.connection, house.line.agent)


def looks() -> None:
    with scope.wiped():
        for _ in range(3):
            telling.drain_once(NOON)


def test_two_workers_tell_a_call_once(house: House, robin: Line) -> None:
    for number in range(5):
        robin.told(call=f"call {number}")
    at_once(house, looks, looks, looks)
    looks()
    assert Notice.objects.filter(mail__isnull=False).count() == 5
    assert not CallNews.objects.exists()
    # However they were gathered: no call is in two mails.
    assert 1 <= len(mails()) <= 5


def test_its_events_meet_the_worker(house: House, robin: Line) -> None:
    """Whoever comes first: nothing is lost, nothing told twice, and nobody waits for ever."""

    def tells() -> None:
        for second in range(5):
            robin.told(caller_name=f"Dana {second}")

    at_once(house, tells, tells, looks, looks)
    looks()
    call = Call.objects.get()
    assert Notice.objects.filter(call=call, mail__isnull=False).count() == 1
    assert len(mails()) == 1


def test_it_meets_the_revocation(house: House, robin: Line) -> None:
    robin.told()
    at_once(house, looks, lambda: revocation.revoke(robin.client, by=ANA))
    looks()
    assert not Notice.objects.filter(mail__isnull=True).exists()
    assert all(dropped(mail) for mail in mails())


def test_it_meets_the_link_that_stops_it_and_a_new_choice(house: House, robin: Line) -> None:
    robin.told()
    person = membership_of(User.objects.get(email="maya@brightsmile.example"))
    row = NoticeChoice.objects.select_related("membership__user").get()
    wants = Choice(events=frozenset({Event.NEW_CALL}))
    at_once(
        house,
        looks,
        lambda: choices.stop(row, EVERYTHING, by=SYSTEM),
        lambda: choices.choose(person, wants, by=SYSTEM),
    )
    looks()
    left = {event for event in Event if getattr(NoticeChoice.objects.get(), event.value)}
    assert left in (set(), {Event.NEW_CALL})
