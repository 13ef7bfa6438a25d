"""One click shows a call to its client, or keeps it aside; the days' numbers follow."""

import pytest

from callboard.audit.models import Entry
from callboard.calls import aside
from callboard.calls.models import Aside, Call
from callboard.tenancy import scope
from tests.cast import ANA, Cast
from tests.inbox import snapshot
from tests.portal.sounds import a_call


@pytest.fixture
def call(cast: Cast):
    with scope.agency(cast.northwind.pk):
        made = a_call(cast.bright_smile, kept_aside=True, aside_why=Aside.DRAFT)
        yield made


def test_shown_and_kept_aside_again(cast: Cast, call: Call) -> None:
    assert aside.show(call, by=ANA)
    call.refresh_from_db()
    assert (call.kept_aside, call.aside_why, call.by_hand) == (False, "", True)
    assert list(Call.objects.shown_to_client()) == [call]
    assert snapshot.counted() == snapshot.recounted() != {}
    assert not aside.show(call, by=ANA)
    assert aside.keep(call, by=ANA)
    call.refresh_from_db()
    assert (call.kept_aside, call.aside_why) == (True, Aside.BY_HAND)
    assert snapshot.counted() == {}


def test_each_flip_is_in_the_record(cast: Cast, call: Call) -> None:
    aside.show(call, by=ANA)
    aside.show(call, by=ANA)
    entry = Entry.objects.get(act="call.shown")
    assert entry.client_id == cast.bright_smile.pk
    assert entry.before == {"kept_aside": True, "why": "draft"}
    assert entry.after == {"kept_aside": False, "why": ""}


def test_a_call_of_nobody_is_shown_to_nobody(call: Call) -> None:
    Call.objects.update(client=None, kept_aside=False)
    assert not aside.keep(call, by=ANA)
    assert not aside.show(call, by=ANA)
    assert not Entry.objects.filter(act__startswith="call.").exists()
