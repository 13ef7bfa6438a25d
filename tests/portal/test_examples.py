"""What a client's people see of an example call: that it is one, and never how it came."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from callboard.calls import reading
from callboard.calls.awaiting import awaiting
from callboard.calls.best import best_call
from callboard.calls.models import Call
from callboard.people.models import Membership
from callboard.tenancy import scope
from tests.cast import Cast, browser
from tests.portal.sounds import a_call, a_recording

MARK = "Example, not a real caller"


@pytest.fixture
def example(cast: Cast, data_dir) -> Call:
    with scope.agency(cast.northwind.pk):
        return _example(cast)


def _example(cast: Cast, **facts: Any) -> Call:
    call = a_call(cast.bright_smile, is_example=True, **facts)
    a_recording(call)
    return call


def test_the_list_and_the_call_say_so(cast: Cast, example: Call) -> None:
    maya = browser(cast.northwind, cast.maya)
    for path in ("/calls/", f"/calls/{example.public_id}/"):
        page = maya.get(path).text
        assert MARK in page
        assert "imulator" not in page


def test_it_is_new_to_the_reader_like_any_other(cast: Cast, example: Call) -> None:
    with scope.client(cast.northwind.pk, cast.bright_smile.pk):
        reader = Membership.objects.active().get(user=cast.maya)
        assert reading.count_unread(reader) == 1


def test_the_home_has_it_to_hear_until_the_first_real_call(cast: Cast, example: Call) -> None:
    maya = browser(cast.northwind, cast.maya)
    with scope.agency(cast.northwind.pk):
        a_call(cast.harbor_law)
        a_call(cast.bright_smile, kept_aside=True)
    page = maya.get("/home/").text
    assert "Hear it" in page
    assert MARK in page
    assert f"/calls/{example.public_id}/recording" in page
    assert "No calls yet." in page
    with scope.agency(cast.northwind.pk):
        real = a_call(cast.bright_smile, started_at=timezone.now() - timedelta(days=3))
        a_recording(real)
    page = maya.get("/home/").text
    assert "Hear it" not in page
    assert "In numbers" in page
    with scope.client(cast.northwind.pk, cast.bright_smile.pk):
        assert best_call() == real


def test_an_invitation_promises_no_calls_for_it(cast: Cast, example: Call) -> None:
    with scope.agency(cast.northwind.pk):
        assert not awaiting(cast.bright_smile).has_calls
