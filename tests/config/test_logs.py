"""No token reaches a log: the first request of a link has it in its path."""

import io
import logging
import re

import pytest
from django.test import Client as Browser
from django.urls import get_resolver

from callboard.config.logs import WithoutSecrets, without_secrets
from callboard.people import offers
from callboard.tenancy import scope
from callboard.tenancy.checks import url_patterns
from tests.cast import Cast, browser, invited


@pytest.fixture
def log():
    """All that any logger says, as the product's handler writes it."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(WithoutSecrets())
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield out
    root.removeHandler(handler)
    root.setLevel(level)


def test_o024_walking_through_a_link_leaves_no_token_in_the_log(cast: Cast, log) -> None:
    with scope.agency(cast.northwind.pk):
        token = offers.facts_of(invited(cast.harbor_law)).token()
    visitor = browser(cast.northwind)
    visitor.get(f"/invitation/{token}/")
    visitor.get(f"/invitation/{token}x/")
    visitor.post("/invitation/", {"name": "Sam", "password": "short"})
    visitor.post("/invitation/", {"name": "Sam", "password": "seven quiet harbors"})
    logging.getLogger("anything").error("Not Found: /invitation/%s/", token)
    said = log.getvalue()
    assert token.partition(".")[2] not in said
    assert "seven quiet harbors" not in said


_GIVEN = {"token": "abcdefghij.klmnop", "provider": "vapi", "what": "numbers"}


def test_o024_every_address_with_a_secret_is_cut() -> None:
    secret = [route for route, _ in url_patterns(get_resolver()) if ":token>" in route]
    assert len(secret) >= 10
    for route in secret:
        path = re.sub(r"<\w+:(\w+)>", lambda found: _GIVEN[found[1]], route)
        said = without_secrets(f"GET /{path} 404")
        assert said == f"GET /{path} 404".replace(_GIVEN["token"], "…"), route


def test_what_is_no_host_is_refused_and_fills_no_log(db: None, log: io.StringIO) -> None:
    answer = Browser(SERVER_NAME="localhost:80@evil", raise_request_exception=False).get("/")
    assert answer.status_code == 400
    assert "Traceback" not in log.getvalue()


def test_o024_a_traceback_is_cut_too() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(WithoutSecrets())
    logger = logging.getLogger("callboard.tests")
    logger.addHandler(handler)
    try:
        raise ValueError("/setup/abcdefghij.klmnop/")
    except ValueError:
        logger.exception("It failed")
    finally:
        logger.removeHandler(handler)
    assert "abcdefghij" not in out.getvalue()
