import pytest
from django.test import Client as Browser

from callboard.tenancy import scope
from tests.cast import Cast, browser, invited


@pytest.fixture
def visitor(cast: Cast) -> Browser:
    """Nobody in particular, at Northwind's host."""
    return browser(cast.northwind)


@pytest.fixture
def maya(cast: Cast) -> Browser:
    """Bright Smile's Maya, signed in."""
    return browser(cast.northwind, cast.maya)


@pytest.fixture
def ana(cast: Cast) -> Browser:
    """Northwind's owner, who has no portal."""
    return browser(cast.northwind, cast.ana)


@pytest.fixture
def invitation(cast: Cast):
    with scope.agency(cast.northwind.pk):
        yield invited(cast.harbor_law)
