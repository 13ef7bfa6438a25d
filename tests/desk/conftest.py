"""The agency's people at their desk, and a client nobody has invited yet."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from callboard.agencies.models import Client
from callboard.people.models import User
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, client
from tests.desk.sessions import signed_in


@pytest.fixture
def dentist(cast: Cast):
    """Email Set, in Northwind's scope, which stays open for the test."""
    with scope.agency(cast.northwind.pk):
        yield client(cast.northwind, "Pine Street Dental", "lee@pinestreet.example")


@pytest.fixture
def ana(cast: Cast) -> Browser:
    """The owner's browser."""
    return signed_in(cast.northwind, cast.ana)


@pytest.fixture
def browser_of(cast: Cast) -> Callable[[Role], Browser]:
    def of(role: Role) -> Browser:
        user: User = cast.staff[role]
        return signed_in(cast.northwind, user)

    return of


@pytest.fixture
def address() -> Callable[..., str]:
    """The address of a client's page, or of what stands below it."""

    def of(a_client: Client, below: str = "") -> str:
        return f"/agency/clients/{a_client.public_id}/{below}"

    return of
