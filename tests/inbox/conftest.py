import pytest

from callboard.tenancy import scope
from tests.cast import Cast
from tests.inbox.line import Line


@pytest.fixture
def line(cast: Cast):
    """Robin answers for Bright Smile on Northwind's Vapi account."""
    with scope.agency(cast.northwind.pk):
        yield Line.of(cast.bright_smile)
