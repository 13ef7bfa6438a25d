"""Generated from the catalogue: every item that can be hidden is tried by page, by script, by form
and as a file, as everybody who may come. What is hidden is not there; what can only be seen is not
changed; and all of it is there for who has it, so that these tests can fail.
"""

import pytest
from django.urls import get_resolver

from callboard.agencies.models import Agency
from callboard.tenancy import audience, scope
from callboard.tenancy.checks import url_patterns
from callboard.visibility.catalogue import ITEMS
from callboard.visibility.levels import Level
from tests.cast import Cast, member
from tests.desk.sessions import signed_in
from tests.visibility.doors import CALL, DOORS, EVERYWHERE, FIELDS, MAIL, Doors
from tests.visibility.house import HTMX, House, house, said

__all__ = ["house"]


def test_every_item_has_a_door() -> None:
    assert set(DOORS) == set(ITEMS)
    assert all(doors.pages or doors.posts or doors.shown_on for doors in DOORS.values())


def test_every_view_of_a_portal_that_names_an_item_is_one_of_its_doors() -> None:
    """A view that was added to an item and to no test is found here."""
    known = {path.split("?")[0].strip("/") for doors in DOORS.values() for path in _paths(doors)}
    missing = []
    for route, pattern in url_patterns(get_resolver()):
        said_ = audience.of(pattern.callback)
        if said_ is None or not said_.item:
            continue
        if not any(_fits(route, path) for path in known):
            missing.append(route)
    assert set(missing) <= UNTRIED


# Ids that the house has none of: their own tests try them (`tests/portal`).
UNTRIED = {
    "calls/views/<slug:public_id>/",
    "calls/views/<slug:public_id>/removal/",
    "calls/views/<slug:public_id>/restoration/",
    "calls/exports/<slug:public_id>/",
    "calls/exports/<slug:public_id>/calls.csv",
    "settings/team/people/<slug:user_id>/removal/",
}


def _paths(doors: Doors) -> tuple[str, ...]:
    return (*doors.pages, *doors.posts)


def _fits(route: str, path: str) -> bool:
    here, there = route.strip("/").split("/"), path.split("/")
    pairs = zip(here, there, strict=False)
    return len(here) == len(there) and all(
        one == other or (one.startswith("<") and other.startswith("{")) for one, other in pairs
    )


@pytest.mark.long
def test_what_is_hidden_is_not_there(house: House) -> None:
    """By page, by script and by form, of the client's people and of staff who look as they do."""
    found = []
    for item, doors in DOORS.items():
        house.hide(item)
        for path in map(house.address, doors.pages):
            asked = {
                "member": house.maya.get(path),
                "member by htmx": house.maya.get(path, headers=HTMX),
                "viewing staff": house.ana.get(path),
            }
            found += [
                f"GET {path} as {who}" for who, got in asked.items() if got.status_code != 404
            ]
        for path in map(house.address, doors.posts):
            got, viewer = house.maya.post(path, {"handled_well": "yes"}), house.ana.post(path)
            found += [f"POST {path}: {got.status_code}"] if got.status_code != 404 else []
            found += [f"POST {path} viewing"] if viewer.status_code not in (403, 404) else []
    assert found == []


@pytest.mark.long
def test_no_answer_says_what_is_hidden(house: House) -> None:
    """No page, part, file, header or cookie."""
    told = []
    for item, doors in DOORS.items():
        house.hide(item)
        pages = EVERYWHERE if item in FIELDS else doors.shown_on
        for where, text in house.answers(pages):
            told += [f"{item} {where}: {canary}" for canary in doors.canaries if canary in text]
        for path in map(house.address, set(doors.shown_on) - {MAIL}):
            text, where = said(house.ana.get(path)), f"{path} viewing"
            told += [f"{item} {where}: {canary}" for canary in doors.canaries if canary in text]
    assert told == []


def test_what_is_not_hidden_is_said(house: House) -> None:
    """On each of the pages: else the test above would prove nothing."""
    missing = []
    for doors in DOORS.values():
        for path in map(house.address, doors.shown_on):
            text = house.answer(path)
            if not any(canary in text for canary in doors.canaries):
                missing.append((path, doors.canaries))
    assert missing == []


def test_what_can_only_be_seen_is_not_changed(house: House) -> None:
    for item in ITEMS.values():
        if not {Level.SEE, Level.EDIT} <= set(item.levels):
            continue
        house.have({item.name: Level.SEE.value})
        page = house.maya.get(house.address(CALL)).content.decode()
        for path in map(house.address, DOORS[item.name].posts):
            assert house.maya.post(path).status_code == 403, path
            assert f'action="{path}"' not in page


def test_others_have_none_of_it_whatever_is_chosen(house: House, cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        sam = signed_in(cast.northwind, member(cast.harbor_law, "Sam Ortiz"))
    with scope.agency(cast.lumen.pk):
        omar = signed_in(cast.lumen, cast.lumen_owner)
    for doors in DOORS.values():
        for path in (*doors.pages, *doors.posts):
            if "{" in path:
                for visitor in (sam, omar):
                    assert visitor.get(house.address(path)).status_code in (404, 405), path


def test_the_agency_s_choice_hides_it_too(house: House) -> None:
    Agency.objects.filter(pk=house.cast.northwind.pk).update(visibility={"calls.number": "hidden"})
    assert [where for where, text in house.answers(EVERYWHERE) if "555-0177" in text] == []
