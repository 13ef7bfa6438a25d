"""Looking at a customer: what comes of it when Stripe is away, late, or changes its mind."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from callboard.billing.models import Plan
from callboard.demo.fake_stripe import acts
from callboard.payments import accounts, customers, inbox, looking
from callboard.payments.models import Account, Customer, Event, EventState
from callboard.tenancy import scope
from tests.cast import ANA, browser
from tests.payments.shop import NOON, TURN, Shop
from tests.payments.stripe import KEY, meanwhile

pytestmark = pytest.mark.django_db


def test_without_stripe_the_event_waits_and_nothing_is_lost(shop: Shop) -> None:
    subscription = shop.subscribe()
    shop.link()
    shop.ring(17, NOON)
    with time_machine.travel(TURN + timedelta(minutes=1)) as clock:
        draft = acts.draft(shop.book, subscription)
        shop.stripe.fails_with = 503
        shop.tell(draft, "invoice.created")
        waiting = Event.objects.get()
        assert (waiting.state, waiting.attempts, waiting.error) == (EventState.PENDING, 1, "away")
        assert shop.maya.get("/billing/").status_code == 200
        shop.ana = browser(shop.cast.northwind, shop.cast.ana)
        answer = shop.ana.post(f"{shop.own}stripe/look/", follow=True)
        assert "can’t be reached right now" in answer.content.decode()
        assert shop.ana.get(f"{shop.own}stripe/").status_code == 200
        shop.stripe.fails_with = 0
        clock.shift(60)
        with scope.wiped():
            assert inbox.drain_once()
        assert Event.objects.get().state == EventState.DONE
        assert len(shop.book.things["invoiceitem"]) == 1


def test_a_key_that_stripe_takes_no_more_is_told_and_put_right(shop: Shop) -> None:
    shop.link()
    shop.book.keys.clear()
    shop.tell(shop.customer, "customer.updated")
    account = Account.objects.get()
    assert account.fault == "key"
    assert "doesn’t take this key" in shop.page("/agency/settings/billing/stripe/", of="ana")
    shop.book.keys[KEY] = []
    looking.at_customer(account, shop.customer["id"])
    assert Account.objects.get().fault == ""


def test_of_two_looks_the_one_that_began_later_counts(shop: Shop) -> None:
    from callboard.payments import keeping
    from callboard.payments.gateway import Gateway

    one = shop.link()
    stale = looking.ask(Gateway(KEY), one.stripe_id)
    shop.customer["name"] = "Bright Smile Dental"
    looking.at_customer(shop.account, one.stripe_id, NOON + timedelta(seconds=2))
    assert keeping.keep(one, stale, NOON + timedelta(seconds=1)) is False
    assert Customer.objects.get().name == "Bright Smile Dental"


def test_a_customer_that_was_deleted_at_stripe_is_unlinked(shop: Shop) -> None:
    shop.subscribe()
    shop.link()
    shop.customer["deleted"] = True
    shop.tell(shop.customer, "customer.deleted")
    assert not Customer.objects.exists()
    assert Plan.objects.get().stripe_fee is None


def test_who_nobody_looked_at_for_a_day_is_looked_at(shop: Shop) -> None:
    shop.link()
    shop.customer["name"] = "A new name"
    with time_machine.travel(NOON + timedelta(hours=25)), scope.wiped():
        with scope.crossing_agencies("as housekeeping does"):
            looking.plan_overdue(timezone.now())
            looking.plan_overdue(timezone.now())
        while inbox.drain_once():
            pass
    assert Customer.objects.get().name == "A new name"
    assert Event.objects.count() == 1


def test_an_event_of_a_customer_of_no_client_changes_nothing(shop: Shop) -> None:
    stranger = shop.book.put("customer", name="Somebody")
    asked = len(shop.stripe.asked)
    shop.tell(stranger, "customer.updated")
    assert Event.objects.get().state == EventState.DONE
    assert len(shop.stripe.asked) == asked


@pytest.mark.parametrize("all_clients", [False, True])
def test_unlinked_while_stripe_is_asked_it_stays_unlinked(
    shop: Shop, monkeypatch, all_clients: bool
) -> None:
    shop.subscribe()
    one = shop.link()

    def unlink() -> None:
        if all_clients:
            accounts.disconnect(shop.cast.northwind, by=ANA)
        else:
            customers.unlink(one, by=ANA)

    meanwhile(monkeypatch, "subscriptions", unlink)
    shop.tell(shop.customer, "customer.updated")
    assert Event.objects.get().state == EventState.DONE
    assert not Customer.objects.exists()
    assert customers.let_go(one, by=ANA) is False
