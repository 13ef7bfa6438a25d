"""A short password with two-step sign-in, by its pages: chosen, and replaced when that is off."""

import re

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.audit.actor import SYSTEM
from callboard.mail.models import OutgoingEmail
from callboard.people import account_links, one_time_codes, owners, second_factor
from callboard.people.models import SecondFactor, User
from callboard.people.models.account_link import Purpose
from callboard.tenancy import scope
from tests.cast import PASSWORD, Cast, browser
from tests.people.test_short_passwords import with_second_step

SHORT, GOOD = "k7wq93mf", "seven quiet harbors"
PROFILE, SECURITY = "/settings/profile/", "/settings/security/"


@pytest.fixture
def two_step(cast: Cast, maya: Browser) -> Browser:
    with scope.agency(cast.northwind.pk):
        with_second_step(cast.maya)
    return maya


@pytest.fixture
def short(cast: Cast, two_step: Browser) -> Browser:
    assert change(two_step, SHORT).status_code == 303
    return two_step


def change(visitor: Browser, password: str, present: str = PASSWORD):
    return visitor.post(f"{PROFILE}password/", {"present": present, "password": password})


def code_of(cast: Cast) -> str:
    """One that was not taken yet."""
    with scope.agency(cast.northwind.pk):
        factor = SecondFactor.objects.get()
        SecondFactor.objects.update(last_step=0)
        return one_time_codes.code_at(bytes(factor.secret), timezone.now())


def taken_by_the_operator(cast: Cast) -> None:
    with scope.agency(cast.northwind.pk):
        assert second_factor.forget(cast.maya, by=owners.OPERATOR)


def test_without_two_step_eight_are_too_few(maya: Browser) -> None:
    assert "At least 12 characters." in maya.get(PROFILE).text
    refused = change(maya, SHORT)
    assert refused.status_code == 422
    assert "Use at least 12 characters." in refused.text


def test_with_two_step_eight_are_enough_and_seven_are_not(cast: Cast, two_step: Browser) -> None:
    assert "At least 8 characters." in two_step.get(PROFILE).text
    refused = change(two_step, SHORT[:7])
    assert refused.status_code == 422
    assert "Use at least 8 characters." in refused.text
    assert change(two_step, SHORT).status_code == 303
    assert two_step.get("/calls/").status_code == 200
    fresh = browser(cast.northwind)
    asked = fresh.post("/sign-in/", {"email": cast.maya.email, "password": SHORT})
    assert asked["Location"] == "/sign-in/code/"


def test_turning_it_off_takes_a_longer_password_in_the_same_step(
    cast: Cast, short: Browser
) -> None:
    page = short.get(SECURITY).text
    assert "At least 12 characters: yours is shorter, which takes the second step." in page
    off = {"off-present": SHORT, "off-code": code_of(cast)}
    for new, words in (("", "Enter a password."), (SHORT, "Use at least 12 characters.")):
        refused = short.post(f"{SECURITY}two-step/off/", {**off, "off-password": new})
        assert refused.status_code == 422
        assert words in refused.text
    before = short.cookies["session"].value
    done = short.post(f"{SECURITY}two-step/off/", {**off, "off-password": GOOD})
    assert done.status_code == 303
    assert "Two-step sign-in is off." in short.get(SECURITY).text
    other = browser(cast.northwind)
    other.cookies["session"] = before
    assert other.get("/calls/").status_code == 302, "a new password ends every other session"
    fresh = browser(cast.northwind)
    signed_in = fresh.post("/sign-in/", {"email": cast.maya.email, "password": GOOD})
    assert signed_in["Location"] == "/"
    with scope.agency(cast.northwind.pk):
        told = set(OutgoingEmail.objects.values_list("kind", flat=True))
    assert {"second_factor_off", "password_changed"} <= told


def test_a_long_password_is_not_asked_for_again(cast: Cast, two_step: Browser) -> None:
    assert 'name="off-password"' not in two_step.get(SECURITY).text
    off = {"off-present": PASSWORD, "off-code": code_of(cast), "off-password": "ignored"}
    assert two_step.post(f"{SECURITY}two-step/off/", off).status_code == 303
    assert two_step.get("/calls/").status_code == 200


def test_where_it_was_taken_away_the_next_page_asks_for_a_longer_one(
    cast: Cast, short: Browser
) -> None:
    taken_by_the_operator(cast)
    for visitor in (short, browser(cast.northwind)):
        if visitor is not short:
            visitor.post("/sign-in/", {"email": cast.maya.email, "password": SHORT})
        assert visitor.get("/calls/")["Location"] == PROFILE
    part = short.get("/calls/", headers={"HX-Request": "true"})
    assert (part.status_code, part["HX-Redirect"]) == (204, PROFILE)
    page = short.get(PROFILE).text
    assert "your password is too short without it" in page
    assert len(re.findall('id="password"', page)) == 1
    assert change(short, SHORT, SHORT).status_code == 422
    assert change(short, GOOD, SHORT).status_code == 303
    assert short.get("/calls/").status_code == 200
    assert "too short without it" not in short.get(PROFILE).text


def test_turned_on_again_the_short_one_does(cast: Cast, short: Browser) -> None:
    taken_by_the_operator(cast)
    with scope.agency(cast.northwind.pk):
        with_second_step(cast.maya)
    assert short.get("/calls/").status_code == 200


def test_by_a_reset_link_the_same_holds(cast: Cast, two_step: Browser) -> None:
    """O-038: and the second step is asked for all the same."""
    with scope.agency(cast.northwind.pk):
        link = account_links.create(cast.maya, Purpose.RESET, by=SYSTEM)
        path = account_links.url_of(cast.northwind, link).removeprefix(cast.northwind.base_url)
    visitor = browser(cast.northwind)
    visitor.get(path)
    assert "At least 8 characters." in visitor.get("/reset-password/").text
    assert visitor.post("/reset-password/", {"password": SHORT[:7]}).status_code == 422
    assert visitor.post("/reset-password/", {"password": SHORT}).status_code == 303
    with scope.agency(cast.northwind.pk):
        assert User.objects.get(pk=cast.maya.pk).short_password
    asked = visitor.post("/sign-in/", {"email": cast.maya.email, "password": SHORT})
    assert asked["Location"] == "/sign-in/code/"


def test_staff_are_asked_on_their_side_too(cast: Cast) -> None:
    ana = browser(cast.northwind, cast.ana)
    with scope.agency(cast.northwind.pk):
        User.objects.filter(pk=cast.ana.pk).update(short_password=True)
    assert ana.get("/agency/")["Location"] == PROFILE
    assert ana.get(PROFILE).status_code == 200
