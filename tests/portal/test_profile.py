"""One's own account."""

import re

from django.test import Client as Browser

from callboard.audit.models import Entry
from callboard.mail.models import OutgoingEmail
from callboard.people.models import User
from callboard.tenancy import scope
from tests.cast import PASSWORD, Cast, browser

GOOD = "seven quiet harbors"
PATH = "/settings/profile/"


def change(visitor: Browser, present: str = PASSWORD, password: str = GOOD):
    return visitor.post(f"{PATH}password/", {"present": present, "password": password})


def test_the_address_is_text(cast: Cast, maya: Browser) -> None:
    page = maya.get(PATH).text
    assert cast.maya.email in page
    assert 'name="email"' not in page


def test_saving(cast: Cast, maya: Browser) -> None:
    facts = {"name": "Maya R. Chen", "time_zone": "Europe/Paris", "theme": "dark"}
    answer = maya.post(PATH, {**facts, "email": "evil@evil.example"})
    assert (answer.status_code, answer["Location"]) == (303, PATH)
    page = maya.get(PATH).text
    assert "Maya R. Chen" in page
    assert 'data-theme="dark"' in page
    assert "Saved." in page
    with scope.agency(cast.northwind.pk):
        user = User.objects.get(pk=cast.maya.pk)
        assert (user.email, user.time_zone) == (cast.maya.email, "Europe/Paris")
        assert Entry.objects.filter(act="profile.changed").count() == 1


def test_times_are_written_as_the_reader_chose(cast: Cast, maya: Browser) -> None:
    def times() -> set[bool]:
        page = maya.get("/settings/security/").text
        shown = re.findall(r"<time[^>]*>([^<]+)</time>", page)
        assert shown
        return {bool(re.search(r"\d [AP]M", time)) for time in shown}

    assert times() == {True}
    for clock, twelve in (("24", False), ("12", True), ("", True)):
        maya.post(PATH, {"name": "Maya Chen", "time_zone": "", "theme": "", "clock": clock})
        assert times() == {twelve}


def test_what_is_wrong_is_said_and_kept(maya: Browser) -> None:
    for wrong in ({"name": ""}, {"time_zone": "Mars/Olympus"}, {"theme": "pink"}, {"clock": "13"}):
        page = maya.post(PATH, {"name": "Maya Typed", "time_zone": "", "theme": "", **wrong})
        assert page.status_code == 422
        assert "<title>Error: " in page.text
    assert "Maya Typed" in page.text
    assert maya.post(PATH, {"name": "x" * 100_000}).status_code == 422
    assert maya.post(PATH, {"name": "\x00"}).status_code == 422


def test_the_agency_s_people_see_it_at_their_side(ana: Browser, maya: Browser) -> None:
    assert 'href="/agency/clients/"' in ana.get(PATH).text
    assert 'href="/agency/clients/"' not in maya.get(PATH).text
    assert ana.post(PATH, {"name": "Ana", "time_zone": "", "theme": ""}).status_code == 303


def test_o037_a_new_password_ends_other_sessions(cast: Cast, maya: Browser) -> None:
    other = browser(cast.northwind, cast.maya)
    before = maya.cookies["session"].value
    answer = change(maya)
    assert (answer.status_code, answer["Location"]) == (303, PATH)
    assert maya.cookies["session"].value != before
    assert "Other browsers were signed out." in maya.get(PATH).text
    assert maya.get("/calls/").status_code == 200
    assert other.get("/calls/").status_code == 302
    replay = browser(cast.northwind)
    replay.cookies["session"] = before
    assert replay.get("/calls/").status_code == 302
    with scope.agency(cast.northwind.pk):
        mail = OutgoingEmail.objects.get(kind="password_changed")
    assert mail.to_address == cast.maya.email
    for password, status in ((PASSWORD, 422), (GOOD, 303)):
        facts = {"email": cast.maya.email, "password": password}
        assert browser(cast.northwind).post("/sign-in/", facts).status_code == status


def test_a_password_that_is_not_changed(cast: Cast, maya: Browser) -> None:
    for present, password in (
        ("wrong kettle", GOOD),
        (PASSWORD, "short"),
        (PASSWORD, "Bright Smile Dental"),
        ("", GOOD),
    ):
        page = change(maya, present, password)
        assert page.status_code == 422
        assert cast.maya.name in page.text
        assert GOOD not in page.text
    assert maya.get("/calls/").status_code == 200


def test_o044_trying_the_present_password_is_limited(cast: Cast, maya: Browser) -> None:
    tries = [change(maya, "wrong kettle").status_code for _ in range(11)]
    assert tries == [422] * 10 + [429]
    assert change(maya).status_code == 429


def test_shortcuts_are_off_from_the_next_page_on(cast: Cast, maya: Browser) -> None:
    """Single keys do nothing then, as WCAG 2.1.4 asks; and for nobody else."""
    facts = {"name": "Maya Chen", "time_zone": "", "theme": "", "clock": ""}
    for chosen, state in (({}, "off"), ({"shortcuts": "on"}, "on")):
        assert maya.post(PATH, {**facts, **chosen}).status_code == 303
        for path in ("/calls/", PATH):
            assert f'data-shortcuts="{state}"' in maya.get(path).text
    maya.post(PATH, facts)
    ana = browser(cast.northwind, cast.ana)
    assert 'data-shortcuts="on"' in ana.get("/agency/").text
    ana.post(PATH, {**facts, "name": "Ana Ruiz"})
    assert 'data-shortcuts="off"' in ana.get("/agency/").text
