"""What a period comes to beside its price, on Stripe's invoice."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from callboard.billing import client_margins, invoices, periods
from callboard.billing.client_margins import Over
from callboard.billing.models import Invoice, Period, Plan
from callboard.billing.models.invoice import State
from callboard.demo.fake_stripe import acts
from callboard.payments import customers
from callboard.payments.models import Event, EventState, Extra
from tests.cast import ANA, browser
from tests.payments.shop import NOON, TURN, Shop
from tests.payments.stripe import meanwhile

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_old", [True, False])
def test_extra_minutes_come_onto_the_invoice_once_and_exactly(shop: Shop, is_old: bool) -> None:
    """Whichever shape of the API tells it, however often."""
    shop.book.is_old = is_old
    subscription = shop.subscribe()
    shop.link()
    shop.ring(17, NOON)
    with time_machine.travel(TURN + timedelta(minutes=1)):
        draft = acts.draft(shop.book, subscription)
        for _again in range(3):
            shop.tell(draft, "invoice.created")
        (item,) = shop.book.things["invoiceitem"].values()
        assert (item["amount"], item["invoice"]) == (7 * 45, draft["id"])
        assert item["description"] == ("Extra minutes: 7 min at $0.45 a minute (1 Oct – 31 Oct)")
        (closed, current) = Period.objects.order_by("starts_on")
        assert closed.is_closed
        assert current.stripe_fee == 29_700
        assert not Invoice.objects.filter(stripe_id="").exists()
        acts.finish(shop.book, draft, "NV-0001")
        shop.tell(draft, "invoice.finalized")
        page = shop.page()
        assert "$300.15" in page
        assert "NV-0001" in page
        assert f"{shop.stripe.url}/pay/{draft['id']}" in page
        assert "None yet." not in page
        charge = acts.pay(shop.book, draft)
        shop.tell(draft, "invoice.paid")
        assert Invoice.objects.get().state == State.PAID
        charge["amount_refunded"] = 315
        shop.tell(charge, "charge.refunded")
        assert "Partly Refunded" in shop.page()
        charge["amount_refunded"] = charge["amount"]
        shop.tell(charge, "charge.refunded")
        assert "Partly" not in shop.page()
        assert "Refunded" in shop.page()


def test_what_stripe_billed_counts_as_earned_in_the_margins(shop: Shop) -> None:
    """Its own month, and the price of a month whose rest is on an invoice of ours."""
    subscription = shop.subscribe()
    shop.link()
    shop.ring(17, NOON)
    with time_machine.travel(TURN + timedelta(minutes=1)):
        shop.tell(acts.draft(shop.book, subscription), "invoice.created")
        shop.ana = browser(shop.cast.northwind, shop.cast.ana)  # her session of October is over
        assert "$300.15" in shop.page(shop.own, of="ana")
        assert _earned(shop) == [29_700, 30_015]
        (last,) = client_margins.of_all(Over.LAST, timezone.now().date())
        assert last.margin.billed == 30_015
        shop.ring(11, timezone.now() + timedelta(hours=1))
        subscription["status"] = "canceled"
        shop.tell(subscription, "customer.subscription.deleted")
    later = TURN + timedelta(days=31)
    periods.turn(shop.client.pk, later)
    assert _earned(shop)[1:] == [29_745, 30_015]
    (year,) = client_margins.of_all(Over.YEAR, later.date())
    assert year.margin.billed == 29_745 + 30_015
    invoices.void(Invoice.objects.get(stripe_id=""), reason="A gift", by=ANA)
    assert _earned(shop)[1:] == [29_700, 30_015]


def _earned(shop: Shop) -> list[int]:
    return [row.margin.billed for row in client_margins.by_period(shop.client)]


def test_corrections_and_credits_are_on_the_same_item(shop: Shop) -> None:
    from callboard.billing import credits

    subscription = shop.subscribe()
    shop.link()
    shop.ring(17, NOON)
    credits.give(shop.client, amount=1000, reason="Sorry", by=ANA)
    with time_machine.travel(TURN + timedelta(minutes=1)):
        shop.tell(acts.draft(shop.book, subscription), "invoice.created")
        (item,) = shop.book.things["invoiceitem"].values()
        assert item["amount"] == 7 * 45 - 1000
        assert "Credit: -$10.00" in item["description"]


def test_a_month_that_was_missed_comes_with_the_next_invoice(shop: Shop) -> None:
    """Stripe had finished the draft before anybody could ask."""
    subscription = shop.subscribe()
    shop.link()
    shop.ring(17, NOON)
    with time_machine.travel(TURN + timedelta(hours=4)):
        missed = acts.draft(shop.book, subscription)
        acts.finish(shop.book, missed, "NV-0001")
        shop.tell(missed, "invoice.finalized")
        periods.turn(shop.client.pk, timezone.now())
        assert Period.objects.filter(closed_at__isnull=False).count() == 1
        assert not shop.book.things["invoiceitem"]
    with time_machine.travel(TURN + timedelta(days=31)):
        later = acts.draft(shop.book, subscription)
        shop.tell(later, "invoice.created")
        (item,) = shop.book.things["invoiceitem"].values()
        assert (item["amount"], item["invoice"]) == (315, later["id"])


def test_a_draft_that_is_finished_while_we_ask_leaves_the_item_to_the_next(shop: Shop) -> None:
    subscription = shop.subscribe()
    shop.link()
    shop.ring(17, NOON)
    with time_machine.travel(TURN + timedelta(minutes=1)):
        draft = acts.draft(shop.book, subscription)

        def finish(method: str, path: str) -> None:
            if (method, path) == ("POST", "/v1/invoiceitems"):
                draft["status"] = "open"

        shop.stripe.before = finish
        shop.tell(draft, "invoice.created")
        assert Event.objects.get().state == EventState.DONE
        assert Extra.objects.get().item == ""
        shop.stripe.before = None
    with time_machine.travel(TURN + timedelta(days=31)):
        shop.tell(acts.draft(shop.book, subscription), "invoice.created")
        assert len(shop.book.things["invoiceitem"]) == 1


def test_once_the_subscription_has_ended_the_rest_is_billed_here(shop: Shop) -> None:
    """Its price was billed by Stripe, so that is not on the draft."""
    subscription = shop.subscribe()
    shop.link()
    shop.ring(17, NOON)
    subscription["status"] = "canceled"
    shop.tell(subscription, "customer.subscription.deleted")
    assert Plan.objects.get().stripe_fee is None
    after = TURN + timedelta(hours=4)
    periods.turn(shop.client.pk, after)
    invoice = Invoice.objects.get()
    assert (invoice.state, invoice.total) == (State.DRAFT, 315)
    assert periods.current(shop.client.pk).stripe_fee is None  # type: ignore[union-attr]


def test_unlinked_while_stripe_is_told_extra_minutes_are_billed_once(
    shop: Shop, monkeypatch
) -> None:
    subscription = shop.subscribe()
    one = shop.link()
    shop.ring(17, NOON)
    with time_machine.travel(TURN + timedelta(minutes=1)):
        draft = acts.draft(shop.book, subscription)
        meanwhile(monkeypatch, "create_item", lambda: customers.unlink(one, by=ANA))
        shop.tell(draft, "invoice.created")
    assert not shop.book.things["invoiceitem"]
    assert Invoice.objects.get(stripe_id="").total == 315
