"""Portal defaults, and what one client's people see: chosen, kept apart, and held at once."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client as Browser

from callboard.agencies.models import Agency, Client
from callboard.audit.models import Entry
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, browser
from tests.portal.sounds import a_call

DEFAULTS = "/agency/settings/portal-defaults/"


@pytest.fixture
def northwind(cast: Cast) -> Iterator[Agency]:
    """Its scope stays open for the test."""
    with scope.agency(cast.northwind.pk):
        yield cast.northwind


@pytest.fixture
def dentist(cast: Cast, northwind: Agency) -> Client:
    """Whose portal Maya opens."""
    return cast.bright_smile


@pytest.fixture
def own(dentist: Client) -> str:
    return f"/agency/clients/{dentist.public_id}/visibility/"


@pytest.fixture
def maya(cast: Cast) -> Browser:
    return browser(cast.northwind, cast.maya)


def form_of(ana: Browser, path: str, **changed: str) -> dict[str, str]:
    """What the page at this address would send."""
    html = ana.get(path).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(was-[^"]+)" value="([^"]*)"', html))
    pressed = dict(
        re.findall(
            r'<input type="radio" class="checkbox" name="([^"]+)" value="([^"]*)" checked', html
        )
    )
    return hidden | pressed | {name.replace("__", "."): level for name, level in changed.items()}


def now(of: Agency | Client) -> dict[str, str]:
    of.refresh_from_db()
    return dict(of.visibility)


def test_what_is_chosen_for_all_holds_from_the_next_click_on(ana, maya, northwind, dentist) -> None:
    call = a_call(dentist)
    assert "(415) 555-0123" in maya.get(f"/calls/{call.public_id}/").content.decode()
    answer = ana.post(DEFAULTS, form_of(ana, DEFAULTS, calls__number="hidden"))
    assert answer.status_code == 302
    assert now(northwind) == {"calls.number": "hidden"}
    assert "(415) 555-0123" not in maya.get(f"/calls/{call.public_id}/").content.decode()


def test_the_record_says_before_and_after_in_words(ana, dentist, own) -> None:
    ana.post(DEFAULTS, form_of(ana, DEFAULTS, calls__flag="see"))
    ana.post(own, form_of(ana, own, team="hidden"))
    told = {entry.act: (entry.before, entry.after) for entry in Entry.objects.all()}
    assert told["visibility.changed"] == ({"calls.flag": "edit"}, {"calls.flag": "see"})
    assert told["visibility.client_changed"] == ({"team": "default"}, {"team": "hidden"})
    page = ana.get("/agency/audit/").content.decode()
    assert "See and Edit → See" in page
    assert "As for all clients → Hidden" in page


def test_a_client_s_own_choice_is_kept_when_the_default_changes(ana, dentist, own) -> None:
    page = ana.get(own).content.decode()
    assert "See (default)" in page
    assert "Reset to Default" not in page
    ana.post(own, form_of(ana, own, calls__number="see"))
    ana.post(DEFAULTS, form_of(ana, DEFAULTS, calls__number="hidden", team="hidden"))
    assert now(dentist) == {"calls.number": "see"}
    assert "Hidden (default)" in ana.get(own).content.decode()
    assert dentist.name in ana.get(DEFAULTS).content.decode()


def test_reset_makes_everything_as_for_all_clients(ana, dentist, own) -> None:
    ana.post(own, form_of(ana, own, calls__number="hidden", team="hidden"))
    assert "Reset to Default" in ana.get(own).content.decode()
    assert ana.post(own + "reset/").status_code == 302
    assert now(dentist) == {}
    entry = Entry.objects.latest("pk")
    assert entry.after == {"calls.number": "default", "team": "default"}


def test_what_two_people_change_in_two_tabs_is_both_kept(ana, dentist, own) -> None:
    one, other = form_of(ana, own, team="hidden"), form_of(ana, own, bookings="hidden")
    ana.post(own, one)
    ana.post(own, other)
    assert now(dentist) == {"team": "hidden", "bookings": "hidden"}


def test_who_would_overwrite_what_somebody_chose_meanwhile_is_told(ana, northwind) -> None:
    stale = form_of(ana, DEFAULTS, calls__flag="hidden", team="hidden")
    ana.post(DEFAULTS, form_of(ana, DEFAULTS, calls__flag="see"))
    answer = ana.post(DEFAULTS, stale)
    assert answer.status_code == 409
    assert "Somebody changed this meanwhile: Flags." in answer.content.decode()
    assert now(northwind) == {"calls.flag": "see"}
    # What they chose is on the page, and a second Save takes it.
    html = answer.content.decode()
    assert 'name="team" value="hidden" checked' in html
    ana.post(DEFAULTS, {**stale, "was-calls.flag": "see"})
    assert now(northwind) == {"calls.flag": "hidden", "team": "hidden"}


@pytest.mark.parametrize("level", ["nonsense", "\x00", "edit" * 100])
def test_a_level_that_is_none_is_told_at_its_place(ana, northwind, level: str) -> None:
    answer = ana.post(DEFAULTS, form_of(ana, DEFAULTS, calls__number=level))
    assert answer.status_code == 422
    assert "Choose one of the levels." in answer.content.decode()
    assert now(northwind) == {}


def test_an_item_that_was_not_sent_stays_as_it_is(ana, northwind) -> None:
    ana.post(DEFAULTS, form_of(ana, DEFAULTS, team="hidden"))
    ana.post(DEFAULTS, {"calls": "see", "was-calls": "see"})
    assert now(northwind) == {"team": "hidden"}


def test_managers_and_above_choose(cast: Cast, dentist, own) -> None:
    for role, user in cast.staff.items():
        visitor = browser(cast.northwind, user)
        allowed = role in (Role.OWNER, Role.ADMIN, Role.MANAGER)
        for path in (DEFAULTS, own):
            assert visitor.get(path).status_code == (200 if allowed else 403), role
        entry = f'href="{DEFAULTS}"' in visitor.get("/agency/").content.decode()
        assert entry == allowed


def test_the_client_s_page_leads_there(ana, dentist, own) -> None:
    assert own in ana.get(f"/agency/clients/{dentist.public_id}/").content.decode()
    page = ana.get(own).content.decode()
    assert f"/agency/clients/{dentist.public_id}/viewing/" in page


def test_another_agency_s_choice_is_its_own(ana, northwind, cast: Cast) -> None:
    ana.post(DEFAULTS, form_of(ana, DEFAULTS, team="hidden"))
    with scope.agency(cast.lumen.pk):
        assert now(cast.lumen) == {}
