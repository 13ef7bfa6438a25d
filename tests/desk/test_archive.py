"""An archived client is in no list, has nobody in its portal, and comes back by one button."""

import pytest

from callboard.people.models import Invitation
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, browser, invited


@pytest.fixture
def desk(cast: Cast):
    return browser(cast.northwind, cast.staff[Role.MANAGER])


def page_of(client, below: str = "") -> str:
    return f"/agency/clients/{client.public_id}/{below}"


def test_it_leaves_the_lists_and_its_people_are_out(cast: Cast, desk) -> None:
    maya = browser(cast.northwind, cast.maya)
    assert "Archive Bright Smile Dental?" in desk.get(page_of(cast.bright_smile, "archival/")).text
    assert desk.post(page_of(cast.bright_smile, "archival/")).status_code == 303
    desk.get("/agency/clients/")
    page = desk.get("/agency/clients/").text
    assert "Bright Smile Dental" not in page
    assert "1 client" in page
    assert "Bright Smile Dental" not in desk.get("/agency/clients/?q=bright").text
    assert "Bright Smile Dental" in desk.get("/agency/clients/?access=archived").text
    assert maya.get("/calls/").status_code == 403


def test_its_page_offers_to_restore_and_nothing_else(cast: Cast, desk) -> None:
    desk.post(page_of(cast.bright_smile, "archival/"))
    page = desk.get(page_of(cast.bright_smile)).text
    assert "Archived today" in page
    assert "Restore Client" in page
    for verb in (
        "Send Portal Invitation",
        "Invite Again",
        "Revoke Portal Access",
        "Archive Client",
    ):
        assert verb not in page
    for below in ("invitation/", "people/"):
        typed = {"addresses": "sam@brightsmile.example"}
        assert desk.post(page_of(cast.bright_smile, below), typed).status_code == 409
    assert desk.post(page_of(cast.bright_smile, "archival/")).status_code == 409


def test_an_open_invitation_ends_with_it(cast: Cast, desk) -> None:
    with scope.agency(cast.northwind.pk):
        invitation = invited(cast.harbor_law)
    desk.post(page_of(cast.harbor_law, "archival/"))
    with scope.agency(cast.northwind.pk):
        assert Invitation.objects.get(pk=invitation.pk).state == "revoked"


def test_restored_it_is_in_the_lists_and_nobody_has_access(cast: Cast, desk) -> None:
    desk.post(page_of(cast.bright_smile, "archival/"))
    assert desk.post(page_of(cast.bright_smile, "archival/end/")).status_code == 303
    assert "Bright Smile Dental" in desk.get("/agency/clients/").text
    assert (
        browser(cast.northwind)
        .post("/sign-in/", {"email": cast.maya.email, "password": "a violet kettle sings"})
        .status_code
        == 422
    )
    assert "Restore People" in desk.get(page_of(cast.bright_smile)).text
    assert desk.post(page_of(cast.bright_smile, "archival/end/")).status_code == 409


def test_without_the_right(cast: Cast) -> None:
    desk = browser(cast.northwind, cast.staff[Role.SUPPORT])
    for below in ("archival/", "archival/end/"):
        assert desk.post(page_of(cast.bright_smile, below)).status_code == 403
