"""A section that is hidden is not there: no page, no entry, no panel."""

import pytest

from callboard.agencies.models import Client
from callboard.calls.models import Call
from callboard.tenancy import scope
from tests.cast import browser
from tests.portal.sounds import a_call

SECTIONS = {
    "calls": "/calls/",
    "bookings": "/bookings/",
    "analytics": "/analytics/",
    "faqs": "/faqs/",
    "team": "/settings/team/",
}


def hide(client: Client, **levels: str) -> None:
    with scope.agency(client.agency_id):
        Client.objects.filter(pk=client.pk).update(visibility=levels)


@pytest.fixture
def maya(cast):
    return browser(cast.northwind, cast.maya)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_hidden_section_is_not_found_and_has_no_entry(maya, cast, section: str) -> None:
    address = SECTIONS[section]
    assert maya.get(address).status_code == 200
    assert f'href="{address}"' in maya.get("/home/").content.decode()
    hide(cast.bright_smile, **{section: "hidden"})
    assert maya.get(address).status_code == 404
    home = maya.get("/home/").content.decode()
    assert address not in home


def test_where_all_is_hidden_home_says_whose_choice_it_is(maya, cast) -> None:
    assert "chooses what this portal shows" not in maya.get("/home/").content.decode()
    hide(cast.bright_smile, **dict.fromkeys(SECTIONS, "hidden"))
    home = maya.get("/home/").content.decode()
    assert "Nothing needs you." in home
    assert "Northwind Voice chooses what this portal shows." in home


def test_what_can_only_be_seen_is_not_changed(maya, cast) -> None:
    hide(cast.bright_smile, **{"calls.flag": "see"})
    assert maya.post("/calls/nothing/flag/").status_code == 403
    hide(cast.bright_smile, **{"calls.flag": "hidden"})
    assert maya.post("/calls/nothing/flag/").status_code == 404


def test_a_column_and_a_half_of_a_page_in_which_nothing_is_seen_are_not_there(maya, cast) -> None:
    with scope.agency(cast.northwind.pk):
        call = a_call(cast.bright_smile)
    sheet = f"/calls/{call.public_id}/"
    assert "What came of it" in maya.get("/calls/").text
    assert "What came of it" in maya.get("/home/").text
    assert 'class="sheet-main"' in maya.get(sheet).text
    unseen = ("result", "recording", "transcript", "number", "name", "call_back")
    hide(cast.bright_smile, **{f"calls.{item}": "hidden" for item in unseen})
    for page in (maya.get("/calls/").text, maya.get("/home/").text):
        assert call.public_id in page
        assert "What came of it" not in page
        assert "Marks" not in page
    assert 'class="sheet-main"' not in maya.get(sheet).text
    with scope.agency(cast.northwind.pk):
        Call.objects.update(urgent=True)
    assert "Marks" in maya.get("/calls/").text
    assert "Marks" in maya.get("/home/").text
