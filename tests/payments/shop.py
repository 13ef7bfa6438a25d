"""A client whose plan a subscription at Stripe may bill, and how the tests speak of it."""

from datetime import datetime
from typing import Any

from callboard.billing import boundaries, plans
from callboard.billing.models import Rounding
from callboard.billing.plans import Offer
from callboard.calls import daily
from callboard.demo.fake_stripe import FakeStripe
from callboard.demo.fake_stripe.book import Thing
from callboard.payments import customers, inbox
from callboard.payments.models import Account, Customer
from callboard.tenancy import scope
from tests.cast import ANA, Cast, browser
from tests.payments.stripe import event, post
from tests.portal.sounds import a_call

OFFER = Offer("Front Desk", "USD", 29_700, 0, 10, 45, Rounding.PER_SECOND, 1, 14)
NOON = datetime.fromisoformat("2026-10-20T16:00:00+00:00")
TURN = boundaries.midnight(datetime(2026, 11, 1).date(), "America/New_York")


class Shop:
    """Northwind, Bright Smile's plan since October, and its customer at Stripe."""

    def __init__(self, cast: Cast, account: Account, stripe: FakeStripe) -> None:
        self.cast, self.account, self.stripe, self.book = cast, account, stripe, stripe.book
        self.client = cast.bright_smile
        plans.begin(self.client, OFFER, starts_on=datetime(2026, 10, 1).date(), by=ANA, at=NOON)
        self.ana = browser(cast.northwind, cast.ana)
        self.maya = browser(cast.northwind, cast.maya)
        card = self.book.put("payment_method", type="card", card={"brand": "visa", "last4": "4242"})
        self.customer = self.book.put(
            "customer", name="Bright Smile", email="maya@brightsmile.example", card=card["id"]
        )
        self.own = f"/agency/clients/{self.client.public_id}/billing/"

    def subscribe(self, amount: int = 29_700, **facts: Any) -> Thing:
        every = {"interval": "month", "interval_count": 1, "usage_type": "licensed"}
        price = self.book.put("price", currency="usd", unit_amount=amount, recurring=every)
        given = {"status": "active", "cancel_at": None, "cancel_at_period_end": False}
        times = {"starts": int(NOON.timestamp()), "ends": int(TURN.timestamp())}
        return self.book.put(
            "subscription",
            **{"customer": self.customer["id"], "price": price["id"], **given, **times, **facts},
        )

    def link(self) -> Customer:
        path = f"{self.own}stripe/customer/"
        assert self.ana.post(path, {"customer": self.customer["id"]}).status_code == 302
        found = customers.of(self.client)
        assert found is not None
        return found

    def ring(self, minutes: int, at: datetime) -> None:
        call = a_call(self.client, duration_ms=minutes * 60_000, started_at=at)
        daily.move(None, daily.share_of(call))

    def tell(self, about: Thing, kind: str) -> None:
        """The event comes in, and the worker works it through."""
        with scope.wiped():
            assert post(self.account, event(self.book, about, kind)).status_code == 200
            while inbox.drain_once():
                pass

    def page(self, path: str = "/billing/", *, of: str = "maya") -> str:
        return " ".join(getattr(self, of).get(path).content.decode().split())
