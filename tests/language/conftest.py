import pytest
from django.test import Client as Browser

from tests.cast import Cast, browser


@pytest.fixture
def maya(cast: Cast) -> Browser:
    return browser(cast.northwind, cast.maya)
