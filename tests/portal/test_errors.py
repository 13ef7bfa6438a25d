"""What went wrong, said in words, and never a word more."""

import logging

import pytest
from django.test import Client as Browser
from django.test import RequestFactory

from callboard.portal import guesses
from callboard.portal.views import errors
from tests.cast import Cast, browser
from tests.portal.test_invitation import path_of


def test_an_unknown_page(visitor: Browser, maya: Browser) -> None:
    for each in (visitor, maya):
        page = each.get("/nothing-here/")
        assert page.status_code == 404
        assert "Page not found" in page.text
        assert "Northwind Voice" in page.text


def test_an_unknown_host_tells_nothing(cast: Cast) -> None:
    for path in ("/", "/sign-in/", "/calls/", "/nothing-here/"):
        page = Browser(SERVER_NAME="unknown.test").get(path)
        assert page.status_code == 404
        assert "Nothing is here" in page.text
        assert "Northwind" not in page.text


def test_a_form_without_its_token(cast: Cast) -> None:
    strict = Browser(enforce_csrf_checks=True, SERVER_NAME=cast.northwind.host)
    page = strict.post("/sign-in/", {"email": "a@a.example", "password": "x"})
    assert page.status_code == 403
    assert "This page was open for too long" in page.text


def test_an_origin_that_says_nothing_counts_as_forged(cast: Cast) -> None:
    """Why no page with a form may have the policy `no-referrer`."""
    strict = Browser(enforce_csrf_checks=True, SERVER_NAME=cast.northwind.host)
    page = strict.post("/sign-in/", headers={"Origin": "null"})
    assert page.status_code == 403


def test_a_failure_is_branded_and_gives_a_reference(cast: Cast, monkeypatch, caplog) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr("callboard.portal.views.sign_in.next_page.wanted", broken)
    caplog.set_level(logging.CRITICAL)
    visitor = browser(cast.northwind, raise_request_exception=False)
    page = visitor.get("/sign-in/")
    assert page.status_code == 500
    assert "Sorry, something went wrong" in page.text
    assert "Northwind Voice" in page.text
    assert page["X-Request-Id"] in page.text
    assert "secret" not in page.text


def test_a_failure_outside_every_agency_is_answered_too(monkeypatch) -> None:
    request = RequestFactory().get("/")
    assert "Sorry, something went wrong" in errors.failure(request).content.decode()
    request.agency = object()  # type: ignore[attr-defined]
    answer = errors.failure(request)
    assert answer.status_code == 500
    assert "Sorry, something went wrong" in answer.content.decode()


@pytest.fixture
def guesser(cast: Cast) -> Browser:
    """A network that has guessed as often as it may."""
    guessed = browser(cast.northwind, REMOTE_ADDR="198.51.100.7")
    guesses.UNKNOWN_OF_NETWORK.hit("198.51.100.7", count=guesses.UNKNOWN_OF_NETWORK.most - 1)
    assert guessed.get("/invitation/nonsense/").status_code == 404
    return guessed


def test_o026_guessed_links_are_slowed_down(cast: Cast, guesser: Browser, invitation) -> None:
    for path in ("/invitation/nonsense/", "/reset-password/nonsense/", "/setup/nonsense/"):
        page = guesser.get(path)
        assert page.status_code == 429
        assert "You can try again at" in page.text
    elsewhere = browser(cast.northwind, REMOTE_ADDR="203.0.113.5")
    assert elsewhere.get(path_of(invitation)).status_code == 303
    assert guesser.get(path_of(invitation)).status_code == 303


def test_o026_off_where_the_operator_says_so(guesser: Browser, settings) -> None:
    settings.LIMITS_PER_NETWORK = False
    assert guesser.get("/invitation/nonsense/").status_code == 404
