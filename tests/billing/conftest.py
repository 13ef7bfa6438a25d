from collections.abc import Iterator

import pytest

from callboard.tenancy import scope
from tests import cast as people
from tests.cast import Cast


@pytest.fixture
def cast(db) -> Cast:
    return people.assemble()


@pytest.fixture
def northwind(cast: Cast) -> Iterator[Cast]:
    """In Northwind's scope."""
    with scope.agency(cast.northwind.pk):
        yield cast
