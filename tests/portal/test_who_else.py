"""“Who else should see this?” on the Calls page of the first person in a portal."""

import pytest
from django.test import Client as Browser

from callboard.agencies import addresses
from callboard.audit.actor import SYSTEM
from callboard.people import team
from callboard.people.models import Invitation
from callboard.tenancy import scope
from tests.cast import Cast, browser
from tests.portal.sounds import a_call

ASKED = "Who else should see this?"
DISMISSAL = "/settings/team/suggestion/dismissal/"


@pytest.mark.parametrize("calls", [0, 1])
def test_the_first_person_is_asked(cast: Cast, maya: Browser, calls: int) -> None:
    with scope.agency(cast.northwind.pk):
        for _ in range(calls):
            a_call(cast.bright_smile)
    assert ASKED in maya.get("/calls/").text


def test_until_a_colleague_is_invited(cast: Cast, maya: Browser) -> None:
    maya.post("/settings/team/invitations/", {"addresses": "sam@brightsmile.example"})
    assert ASKED not in maya.get("/calls/").text
    with scope.agency(cast.northwind.pk):
        team.cancel(Invitation.objects.open().select_related("client").get(), by=SYSTEM)
    assert ASKED not in maya.get("/calls/").text


def test_not_when_the_agency_has_asked_for_colleagues(cast: Cast, maya: Browser) -> None:
    with scope.agency(cast.northwind.pk):
        sam = addresses.parse("sam@brightsmile.example")
        team.invite(cast.bright_smile, [sam], by=SYSTEM, user_id=cast.ana.pk)
    assert ASKED not in maya.get("/calls/").text


def test_not_now_is_remembered_in_this_browser(cast: Cast, maya: Browser) -> None:
    assert maya.get(DISMISSAL).status_code == 405
    answer = maya.post(DISMISSAL)
    assert (answer.status_code, answer["Location"]) == (303, "/home/")
    assert ASKED not in maya.get("/calls/").text
    assert ASKED in browser(cast.northwind, cast.maya).get("/calls/").text
