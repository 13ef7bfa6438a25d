"""Ana sees Bright Smile's portal as its people do."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser

from callboard.agencies.models import Client
from callboard.tenancy import scope
from tests.cast import Cast
from tests.desk.sessions import signed_in


@pytest.fixture
def northwind(cast: Cast):
    """Its scope, open for the test."""
    with scope.agency(cast.northwind.pk):
        yield cast.northwind


@pytest.fixture
def ana(cast: Cast) -> Browser:
    return signed_in(cast.northwind, cast.ana)


@pytest.fixture
def maya(cast: Cast) -> Browser:
    return signed_in(cast.northwind, cast.maya)


@pytest.fixture
def view(ana: Browser) -> Callable[[Client], Any]:
    """Ana presses View as Client."""
    return lambda client: ana.post(f"/agency/clients/{client.public_id}/viewing/")


@pytest.fixture
def viewer(cast: Cast, ana: Browser, view) -> Browser:
    assert view(cast.bright_smile).status_code == 303
    return ana
