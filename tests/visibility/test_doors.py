"""Generated from the catalogue: every item that can be hidden is tried by page, by script, by form
and as a file, as everybody who may come. What is hidden is not there; what can only be seen is not
changed; and all of it is there for who has it, so that these tests can fail.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import get_resolver
from django.utils import timezone

from callboard.agencies.models import Agency, Client
from callboard.bookings.models import Booking
from callboard.calls import flags, search
from callboard.calls.models import Call
from callboard.tenancy import audience, scope
from callboard.tenancy.checks import url_patterns
from callboard.visibility.catalogue import ITEMS
from callboard.visibility.levels import Level
from tests.cast import ANA, Cast, browser, member
from tests.portal.sounds import a_call, a_recording
from tests.visibility.doors import (
    CALL,
    DOORS,
    EVERYWHERE,
    FIELDS,
    NAME,
    NOTHING,
    NUMBER,
    SAID,
    SENT,
    SUMMARY,
    Doors,
)

HTMX = {"HX-Request": "true", "HX-Target": "results"}
HIDEABLE = list(ITEMS)


@dataclass
class House:
    cast: Cast
    call: Call
    booking: Booking
    visitors: dict[str, Browser]

    def address(self, path: str) -> str:
        return path.format(
            call=self.call.public_id, booking=self.booking.public_id, nothing=NOTHING
        )

    def have(self, **levels: str) -> None:
        with scope.agency(self.cast.northwind.pk):
            mine = Client.objects.filter(pk=self.cast.bright_smile.pk)
            mine.update(visibility={name.replace("__", "."): to for name, to in levels.items()})

    def hide(self, item: str) -> None:
        self.have(**{item: Level.HIDDEN.value})


@pytest.fixture
def house(cast: Cast, data_dir: Any) -> House:
    """Bright Smile has one call with everything in it, and a booking that was made in it."""
    now = timezone.now()
    with scope.agency(cast.northwind.pk):
        facts = {"caller_name": NAME, "from_number": NUMBER, "summary": SUMMARY}
        turns = [{"role": "user", "text": f"It is {SAID}.", "start_ms": 0, "end_ms": 900}]
        call = a_call(cast.bright_smile, turns=turns, result="call_back", has_booking=True, **facts)
        search.index(call)
        a_call(cast.bright_smile, result="message", caller_name="", from_number="", summary="")
        a_recording(call)
        flags.flag(call, cast.maya, by=ANA)
        booking = Booking.objects.create(
            agency=cast.northwind,
            client=cast.bright_smile,
            call=call,
            agent=call.agent,
            source="tool",
            external_id="use-1",
            name=NAME,
            phone=NUMBER,
            service="Cleaning",
            starts_at=now + timedelta(hours=2),
            in_calendar=False,
            created_at=now,
            changed_at=now,
        )
        sam = member(cast.harbor_law, "Sam Ortiz")
        ana = browser(cast.northwind, cast.ana)
        visitors = {"member": browser(cast.northwind, cast.maya), "viewing staff": ana}
        visitors["another client"] = browser(cast.northwind, sam)
        ana.post(f"/agency/clients/{cast.bright_smile.public_id}/viewing/")
    visitors["another agency"] = browser(cast.lumen, cast.lumen_owner)
    return House(cast, call, booking, visitors)


def said(answer: Any) -> str:
    """All of an answer: body, headers, cookies."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    cookies = " ".join(answer.cookies.output().split("\n"))
    return f"{body.decode('utf-8', 'replace')} {answer.headers} {cookies}"


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


@pytest.mark.parametrize("item", HIDEABLE)
def test_what_is_hidden_is_not_there(house: House, item: str) -> None:
    """By page, by script and by form, of the client's people and of staff who look as they do."""
    house.hide(item)
    doors, found = DOORS[item], []
    for path in map(house.address, doors.pages):
        for who in ("member", "viewing staff"):
            for headers in ({}, HTMX):
                status = house.visitors[who].get(path, headers=headers).status_code
                found += [f"GET {path} as {who}: {status}"] if status != 404 else []
    for path in map(house.address, doors.posts):
        status = house.visitors["member"].post(path, {"handled_well": "yes"}).status_code
        found += [f"POST {path}: {status}"] if status != 404 else []
        status = house.visitors["viewing staff"].post(path).status_code
        found += [f"POST {path} viewing: {status}"] if status not in (403, 404) else []
    assert found == []


@pytest.mark.parametrize("item", HIDEABLE)
def test_no_page_says_what_is_hidden(house: House, item: str) -> None:
    house.hide(item)
    doors = DOORS[item]
    pages = EVERYWHERE if item in FIELDS else doors.shown_on
    told = [path for path, text in answers(house, pages) if any(c in text for c in doors.canaries)]
    assert told == []


def answers(house: House, pages: Iterable[str]) -> Iterator[tuple[str, str]]:
    for path in map(house.address, pages):
        for who in ("member", "viewing staff"):
            yield f"{path} as {who}", said(house.visitors[who].get(path))
        if path.startswith("/calls/?"):
            yield f"{path} by htmx", said(house.visitors["member"].get(path, headers=HTMX))
    for path, fields in SENT:
        yield f"POST {path}", said(house.visitors["member"].post(house.address(path), fields))


@pytest.mark.parametrize("item", [name for name in HIDEABLE if DOORS[name].shown_on])
def test_what_is_not_hidden_is_said(house: House, item: str) -> None:
    for path in map(house.address, DOORS[item].shown_on):
        text = said(house.visitors["member"].get(path))
        assert any(canary in text for canary in DOORS[item].canaries), path


@pytest.mark.parametrize(
    "item", [name for name, one in ITEMS.items() if {Level.SEE, Level.EDIT} <= set(one.levels)]
)
def test_what_can_only_be_seen_is_not_changed(house: House, item: str) -> None:
    house.have(**{item: Level.SEE.value})
    for path in map(house.address, DOORS[item].posts):
        assert house.visitors["member"].post(path).status_code == 403, path
        page = house.visitors["member"].get(house.address(CALL)).content.decode()
        assert f'action="{path}"' not in page


@pytest.mark.parametrize("item", HIDEABLE)
def test_others_have_none_of_it_whatever_is_chosen(house: House, item: str) -> None:
    for who in ("another client", "another agency"):
        for path in (*DOORS[item].pages, *DOORS[item].posts):
            if "{" in path:
                answer = house.visitors[who].get(house.address(path))
                assert answer.status_code in (404, 405), (who, path)


def test_the_agency_s_choice_hides_it_too(house: House) -> None:
    Agency.objects.filter(pk=house.cast.northwind.pk).update(visibility={"calls.number": "hidden"})
    told = [path for path, text in answers(house, EVERYWHERE) if "555-0177" in text]
    assert told == []
