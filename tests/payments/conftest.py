"""A Stripe of the tests' own, over real HTTP, and Northwind's account there."""

from collections.abc import Iterator

import pytest
import time_machine
from django.utils import timezone

from callboard.demo.fake_stripe import Book, FakeStripe
from callboard.payments import accounts
from callboard.payments.accounts import Known
from callboard.payments.models import Account
from callboard.tenancy import scope
from tests.cast import ANA, Cast
from tests.payments.shop import NOON, Shop
from tests.payments.stripe import KEY, SECRET


@pytest.fixture
def stripe(settings) -> Iterator[FakeStripe]:
    with FakeStripe(Book(keys={KEY: []})) as running:
        settings.STRIPE_API_BASE = running.url
        settings.FETCH_ALSO_ALLOWED = [*settings.FETCH_ALSO_ALLOWED, running.host]
        yield running


@pytest.fixture
def account(cast: Cast, stripe: FakeStripe) -> Account:
    """Northwind's, connected in test mode, with a signing secret."""
    with scope.agency(cast.northwind.pk):
        known = Known(stripe.book.account["id"], "Northwind Voice", is_live=False)
        made = accounts.connect(cast.northwind, known, api_key=KEY, by=ANA)
        accounts.sign_with(made, SECRET, by=ANA)
        made.refresh_from_db()
        assert made.secrets_at(timezone.now()) == (SECRET,)
        return made


@pytest.fixture
def northwind(cast: Cast, account: Account) -> Iterator[Cast]:
    """In Northwind's scope, with its account connected."""
    with scope.agency(cast.northwind.pk):
        yield cast


@pytest.fixture
def shop(northwind: Cast, account: Account, stripe: FakeStripe) -> Iterator[Shop]:
    """On the 20th of October, with the plan since the 1st; nothing is linked yet."""
    with time_machine.travel(NOON):
        yield Shop(northwind, account, stripe)
