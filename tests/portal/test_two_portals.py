"""Somebody of two clients, with both portals open in two tabs: a form acts where it was opened."""

import pytest
from django.test import Client as Browser

from callboard.agencies.models import Client
from callboard.calls import handing_over
from callboard.calls.models import Feedback
from callboard.people import team
from callboard.people.models import Invitation, Membership
from callboard.tenancy import scope
from tests.cast import ANA, Cast, browser, member
from tests.portal.sounds import a_call

INVITE = "/settings/team/invitations/"
LEE = "lee@brightsmile.example"


@pytest.fixture
def maya(cast: Cast) -> Browser:
    """At Bright Smile, and at Harbor Law too."""
    with scope.agency(cast.northwind.pk):
        Client.objects.filter(pk=cast.harbor_law.pk).update(
            contact_email=cast.maya.email, contact_email_canonical=cast.maya.email_canonical
        )
        cast.harbor_law.refresh_from_db()
        member(cast.harbor_law)
    visitor = browser(cast.northwind, cast.maya)
    visitor.post("/switch/", {"client": cast.bright_smile.public_id})
    return visitor


def nobody_was_invited(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        assert not Invitation.objects.filter(address_canonical=LEE).exists()


def test_every_form_says_for_which_portal_it_is(cast: Cast, maya: Browser) -> None:
    meant = f'name="portal" value="{cast.bright_smile.public_id}"'
    assert meant in maya.get("/settings/team/").text
    facts = {"addresses": LEE, "portal": cast.bright_smile.public_id}
    maya.post("/switch/", {"client": cast.harbor_law.public_id})  # in the other tab
    refused = maya.post(INVITE, facts)
    assert refused.status_code == 409
    assert "Another portal is open now" in refused.text
    nobody_was_invited(cast)
    maya.post("/switch/", {"client": cast.bright_smile.public_id})
    assert maya.post(INVITE, facts).status_code == 303


def test_removed_meanwhile_a_form_does_not_act_on_the_portal_that_is_left(
    cast: Cast, maya: Browser
) -> None:
    with scope.agency(cast.northwind.pk):
        rows = Membership.objects.select_related("client__agency", "user")
        team.remove(rows.get(user=cast.maya, client=cast.bright_smile), by=ANA)
    assert maya.post(INVITE, {"addresses": LEE}).status_code == 409
    assert maya.post(INVITE, {"addresses": LEE, "portal": "x"}).status_code == 409
    nobody_was_invited(cast)


def test_a_call_that_was_moved_is_judged_anew(cast: Cast, maya: Browser) -> None:
    """What was said of it at the other client is that client's no more."""
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
    path = f"/calls/{call.public_id}/"
    maya.post(f"{path}feedback/", {"handled_well": "yes"})
    with scope.agency(cast.northwind.pk):
        handing_over.move(call, cast.harbor_law, by=ANA)
    maya.post("/switch/", {"client": cast.harbor_law.public_id})
    assert "You said it was handled well." not in maya.get(path).text
    assert maya.post(f"{path}feedback/", {"handled_well": "no"}).status_code == 303
    assert "You said it was not." in maya.get(path).text
    with scope.agency(cast.northwind.pk):
        assert Feedback.objects.get().client == cast.harbor_law
