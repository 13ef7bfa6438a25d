"""No token reaches a log: the first request of a link has it in its path."""

import io
import logging

import pytest

from callboard.config.logs import WithoutSecrets, without_secrets
from callboard.people import offers
from callboard.tenancy import scope
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


@pytest.mark.parametrize(
    "path", ["invitation", "reset-password", "setup", "sign-in/email/link", "hooks/vapi"]
)
def test_o024_every_address_with_a_secret_is_cut(path: str) -> None:
    assert without_secrets(f"GET /{path}/abcdefghij.klmnop/ 404") == f"GET /{path}/…/ 404"


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
