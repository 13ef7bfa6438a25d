"""A client is linked to its customer at Stripe, and a subscription bills its plan."""

import pytest

from callboard.audit.models import Entry
from callboard.billing.models import Period, Plan
from callboard.payments.models import Customer
from tests.payments.shop import TURN, Shop

pytestmark = pytest.mark.django_db


def test_a_customer_is_found_by_address_or_id_and_linked(shop: Shop) -> None:
    path = f"{shop.own}stripe/"
    assert shop.customer["id"] in shop.page(f"{path}?asked=maya@brightsmile.example", of="ana")
    assert shop.customer["id"] in shop.page(f"{path}?asked={shop.customer['id']}", of="ana")
    assert "Nobody there has this email or ID." in shop.page(f"{path}?asked=cus_none", of="ana")
    empty = shop.ana.get(f"{path}?asked=")
    assert empty.status_code == 422
    assert 'id="find-customer" novalidate' in empty.content.decode()  # the words are ours
    shop.subscribe()
    one = shop.link()
    assert (one.card_brand, one.card_last4, one.price) == ("Visa", "4242", 29_700)
    assert Plan.objects.get().stripe_fee == Period.objects.get().stripe_fee == 29_700
    assert "Visa ending in 4242" in shop.page(shop.own, of="ana")
    assert Entry.objects.filter(act="stripe.linked", client=shop.client).count() == 1


def test_a_customer_of_nobody_or_of_another_client_is_not_linked(shop: Shop) -> None:
    there = {"customer": shop.customer["id"]}
    shop.link()
    other = f"/agency/clients/{shop.cast.harbor_law.public_id}/billing/stripe/customer/"
    shop.ana.post(other, there)
    shop.ana.post(f"{shop.own}stripe/customer/", {"customer": "cus_none"})
    shop.ana.post(other, {"customer": "../account"})
    shop.ana.post(other)
    assert Customer.objects.count() == 1
    assert Customer.objects.get().client == shop.client


def test_a_new_customer_is_made_once(shop: Shop) -> None:
    shop.book.things["customer"].clear()
    shop.ana.post(f"{shop.own}stripe/customer/new/")
    shop.ana.post(f"{shop.own}stripe/customer/new/")
    (made,) = shop.book.things["customer"].values()
    assert made["email"] == "maya@brightsmile.example"
    assert Customer.objects.get().stripe_id == made["id"]


def test_who_was_deleted_at_stripe_is_made_anew(shop: Shop) -> None:
    """Stripe answers for a day what it answered to the same key: the customer that is gone."""
    shop.book.things["customer"].clear()
    shop.ana.post(f"{shop.own}stripe/customer/new/")
    gone = Customer.objects.get().stripe_id
    shop.tell(shop.book.put("customer", id=gone, deleted=True), "customer.deleted")
    assert not Customer.objects.exists()
    shop.ana.post(f"{shop.own}stripe/customer/new/")
    assert Customer.objects.get().stripe_id != gone


def test_a_customer_is_made_after_a_try_with_another_address(shop: Shop) -> None:
    """Stripe takes the same key for the same facts alone."""
    shop.book.things["customer"].clear()
    shop.ana.post(f"{shop.own}stripe/customer/new/")
    Customer.objects.all().delete()  # as if Stripe's answer had been lost
    shop.client.contact_email = "front.desk@brightsmile.example"
    shop.client.save()
    shop.ana.post(f"{shop.own}stripe/customer/new/")
    assert Customer.objects.get().email == "front.desk@brightsmile.example"


def test_a_subscription_is_started_with_the_plan_s_price_from_the_next_period_on(
    shop: Shop,
) -> None:
    shop.link()
    assert "Front Desk, $297.00 a month, from 1 Nov on." in shop.page(
        f"{shop.own}stripe/", of="ana"
    )
    for _twice in range(2):
        shop.ana.post(f"{shop.own}stripe/subscription/new/")
    (made, *more) = shop.book.things["subscription"].values()
    assert not more or made["starts"]
    assert made["ends"] == int(TURN.timestamp())
    assert made["collection_method"] == "charge_automatically"
    assert Plan.objects.get().stripe_fee == 29_700
    # The present period is billed here as before.
    assert Period.objects.get().stripe_fee is None


def test_the_client_reads_one_price_stripe_s(shop: Shop) -> None:
    """The plan says another one: the agency is told, the client reads what it pays."""
    shop.subscribe(34_900)
    shop.link()
    page = shop.page()
    assert "$349.00" in page
    assert "$297.00" not in page
    assert "Stripe charges $349.00 a month, the plan says $297.00." in shop.page(shop.own, of="ana")


def test_a_subscription_that_cannot_bill_the_plan_does_not(shop: Shop) -> None:
    euro = shop.subscribe()
    shop.book.things["price"][euro["price"]]["currency"] = "eur"
    shop.link()
    assert Plan.objects.get().stripe_fee is None
    chosen = {"subscription": euro["id"]}
    shop.ana.post(f"{shop.own}stripe/subscription/", chosen)
    shop.ana.post(f"{shop.own}stripe/subscription/", {"subscription": "sub_none"})
    assert Customer.objects.get().subscription == ""


def test_a_second_subscription_is_not_started_unwarned(shop: Shop) -> None:
    shop.subscribe()
    shop.link()
    shop.ana.post(f"{shop.own}stripe/subscription/end/")
    assert Customer.objects.get().subscription == ""
    page = shop.page(f"{shop.own}stripe/", of="ana")
    assert "A subscription runs at Stripe already." in page
    assert "Start Subscription" in page
