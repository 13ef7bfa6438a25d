"""Who listened to which recording is in the record once, however a player asks for it."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.audit.models import Entry
from callboard.calls import listening
from callboard.people.models import Membership
from callboard.tenancy import scope
from tests.cast import ANA, Cast, agency, browser, client, connection, member
from tests.people.test_races import at_once
from tests.portal.sounds import a_call, a_recording

FIRST: dict[str, Any] = {"headers": {"Range": "bytes=0-99"}}


@pytest.fixture
def call(cast: Cast, data_dir):
    with scope.agency(cast.northwind.pk):
        made = a_call(cast.bright_smile)
        a_recording(made)
        yield made


@pytest.fixture
def maya(cast: Cast) -> Browser:
    return browser(cast.northwind, cast.maya)


def entries() -> list[Entry]:
    return list(Entry.objects.filter(act="recording.opened").order_by("id"))


def test_a_player_asks_many_times_and_is_one_listening(cast: Cast, call, maya) -> None:
    path = f"/calls/{call.public_id}/recording"
    for begin in (0, 5000, 100):
        assert maya.get(path, headers={"Range": f"bytes={begin}-{begin + 99}"}).status_code == 206
    [entry] = entries()
    assert (entry.actor_kind, entry.actor_name) == ("member", cast.maya.name)
    assert (entry.client_id, entry.about) == (cast.bright_smile.pk, f"call:{call.public_id}")
    assert entry.ip


def test_it_is_the_first_that_a_member_heard(cast: Cast, call, maya) -> None:
    path = f"/calls/{call.public_id}/recording"
    maya.get(path, **FIRST)
    first = Membership.objects.get(user=cast.maya).first_heard_at
    assert first is not None
    row = Membership.objects.get(user=cast.maya)
    later = timezone.now() + timedelta(hours=2)
    listening.note(cast.maya, call, by=ANA, membership=row, at=later)
    assert Membership.objects.get(user=cast.maya).first_heard_at == first
    assert len(entries()) == 2


def test_staff_who_listen_are_told_of_and_have_heard_for_nobody(cast: Cast, call) -> None:
    desk = browser(cast.northwind, cast.ana)
    for _ in range(2):
        desk.get(f"/agency/calls/{call.public_id}/recording", **FIRST)
    assert [entry.actor_kind for entry in entries()] == ["staff"]
    assert Membership.objects.get(user=cast.maya).first_heard_at is None


def test_what_brings_no_sound_is_no_listening(cast: Cast, call, maya) -> None:
    path = f"/calls/{call.public_id}/recording"
    maya.head(path)
    assert maya.get(path, headers={"Range": "bytes=99999999-"}).status_code == 416
    assert maya.get(path, headers={"If-None-Match": "*"}).status_code == 304
    assert browser(cast.northwind, cast.ana).get(path).status_code == 404
    assert entries() == []


def test_each_part_after_the_first_costs_one_look_up(
    cast: Cast, call, django_assert_num_queries
) -> None:
    listening.note(cast.maya, call, by=ANA)
    with django_assert_num_queries(1):
        listening.note(cast.maya, call, by=ANA)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_parts_asked_for_at_once_one_is_written_down(record_can_be_emptied, data_dir) -> None:
    northwind = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(northwind.pk):
        dental = client(northwind, "Bright Smile Dental", "maya@brightsmile.example")
        maya = member(dental)
        call = a_call(dental, connection=connection(northwind))
        row = Membership.objects.get(user=maya)
        at_once(*[partial(listening.note, maya, call, by=ANA, membership=row)] * 8)
        assert len(entries()) == 1
        assert Membership.objects.get(user=maya).first_heard_at is not None
