import pytest

from callboard.tenancy import scope
from tests.cast import Cast, client


@pytest.fixture
def dentist(cast: Cast):
    """A client of Northwind that nobody has invited yet, in Northwind's scope."""
    with scope.agency(cast.northwind.pk):
        yield client(cast.northwind, "Pine Street Dental", "lee@pinestreet.example")
