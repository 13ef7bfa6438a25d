"""`kill -9` while extra minutes go onto Stripe's invoice: they are there once, and exactly."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from callboard.billing import boundaries, periods, plans
from callboard.billing.models import Invoice, Plan, Rounding
from callboard.billing.plans import Offer
from callboard.calls import daily
from callboard.demo.fake_stripe import Book, FakeStripe, acts
from callboard.payments import inbox
from callboard.payments.models import Account, Customer, Event, EventState, Extra
from callboard.payments.reading import notice
from callboard.tenancy import scope
from callboard.ui.zones import local
from tests.cast import ANA, agency, client
from tests.payments.stripe import KEY
from tests.portal.sounds import a_call
from tests.processes import Installation, until
from tests.worker.test_crashes import killed

pytestmark = pytest.mark.django_db(transaction=True)
OFFER = Offer("Front Desk", "USD", 29_700, 0, 10, 45, Rounding.PER_SECOND, 1, 14)


@pytest.fixture
def stripe() -> Iterator[FakeStripe]:
    with FakeStripe(Book(keys={KEY: []})) as running:
        yield running


@pytest.mark.parametrize(
    ("step", "items"), [("stripe.looked", 0), ("stripe.extra", 0), ("stripe.item", 1)]
)
def test_extra_minutes_survive_the_death_of_the_worker(
    installation: Installation, stripe: FakeStripe, step: str, items: int
) -> None:
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    now = timezone.now()
    with scope.agency(made.pk):
        draft = a_month_that_ended(stripe, client(made, "Bright Smile Dental"))
        account = Account.objects.get()
        told = acts.event(stripe.book, "invoice.created", draft)
        assert inbox.store(account, notice(told), now)
    dying = installation.start("worker", CALLBOARD_DIE_AT=step, STRIPE_API_BASE=stripe.url)
    until(lambda: killed(dying), f"the death at {step}")
    assert len(stripe.book.things["invoiceitem"]) == items
    with scope.agency(made.pk):
        Event.objects.update(next_at=now)
    # Longer than Stripe remembers what was asked with which key.
    stripe.book.done.clear()
    installation.start("worker", STRIPE_API_BASE=stripe.url)

    def done() -> bool:
        with scope.agency(made.pk):
            return bool(Event.objects.get().state == EventState.DONE)

    until(done, "the event was worked through")
    (item,) = stripe.book.things["invoiceitem"].values()
    assert (item["amount"], item["invoice"]) == (7 * 45, draft["id"])
    with scope.agency(made.pk):
        extra = Extra.objects.get()
        assert (extra.amount, extra.item) == (7 * 45, item["id"])
        assert not Invoice.objects.filter(stripe_id="").exists()


def a_month_that_ended(stripe: FakeStripe, of):
    """Last month's 17 minutes of a plan that a subscription bills; the draft of the next."""
    today = local(timezone.now(), of.time_zone).date()
    this_month = today.replace(day=1)
    last_month = boundaries.start_of(this_month - timedelta(days=1), 1)
    began = boundaries.midnight(last_month, of.time_zone) + timedelta(hours=10)
    plans.begin(of, OFFER, starts_on=last_month, by=ANA, at=began)
    call = a_call(of, duration_ms=17 * 60_000, started_at=began)
    daily.move(None, daily.share_of(call))
    period = periods.current(of.pk)
    assert period is not None
    period.stripe_fee = 29_700
    period.save()
    Plan.objects.update(stripe_fee=29_700)
    book = stripe.book
    customer = book.put("customer", name=of.name)
    every = {"interval": "month", "interval_count": 1}
    price = book.put("price", currency="usd", unit_amount=29_700, recurring=every)
    subscription = book.put(
        "subscription",
        customer=customer["id"],
        price=price["id"],
        status="active",
        starts=int(began.timestamp()),
        ends=int(timezone.now().timestamp()),
    )
    now = timezone.now()
    account = Account.objects.create(agency=of.agency, api_key=KEY, connected_at=now)
    Customer.objects.create(
        agency=of.agency,
        client=of,
        account=account,
        stripe_id=customer["id"],
        subscription=subscription["id"],
        linked_at=now,
    )
    return acts.draft(book, subscription)
