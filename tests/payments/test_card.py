"""A client's people see what is charged, and change it on Stripe's own page."""

from pathlib import Path

import pytest

from callboard.portal.views.payment_method import PAGES_OF_CLIENT
from tests.payments.shop import Shop
from tests.payments.stripe import KEY

pytestmark = pytest.mark.django_db
PATH = "/billing/payment-method/"


@pytest.fixture(autouse=True)
def linked(shop: Shop) -> None:
    shop.link()


def test_the_button_leads_to_stripe_and_back(shop: Shop) -> None:
    page = shop.maya.get("/billing/")
    assert "Visa ending in 4242" in page.content.decode()
    assert f"form-action 'self' {shop.stripe.url}" in page.headers["Content-Security-Policy"]
    answer = shop.maya.post(PATH)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"{shop.stripe.url}/card/{shop.customer['id']}")
    session = shop.stripe.asked[-1][2]
    assert session["flow_data"]["type"] == "payment_method_update"
    assert session["return_url"] == "http://northwind.test/billing/"
    shown = shop.maya.get("/billing/?card=changed").content.decode()
    assert "The change shows here within a minute." in shown


def test_a_page_under_the_agency_s_own_name_is_one_click_further(shop: Shop, settings) -> None:
    """No form of ours may lead there, and nobody is left with a dead button."""
    shop.stripe.book.base = "https://pay.northwind.example"
    answer = shop.maya.post(PATH)
    assert answer.status_code == 200
    assert 'href="https://pay.northwind.example/card/' in answer.content.decode()


def test_a_page_that_is_none_is_not_opened(shop: Shop) -> None:
    shop.stripe.book.base = "javascript:alert(1)//"
    answer = shop.maya.post(PATH, follow=True)
    assert "This can’t be opened right now." in answer.content.decode()


def test_without_stripe_it_is_said_and_the_page_stands(shop: Shop) -> None:
    shop.stripe.fails_with = 500
    answer = shop.maya.post(PATH, follow=True)
    assert answer.status_code == 200
    assert "This can’t be opened right now." in answer.content.decode()
    assert "Visa ending in 4242" in answer.content.decode()


@pytest.mark.parametrize(("level", "seen", "status"), [("hidden", False, 404), ("see", True, 403)])
def test_what_the_agency_hides_is_neither_seen_nor_changed(
    shop: Shop, level: str, seen: bool, status: int
) -> None:
    shop.client.visibility = {"billing.payment_method": level}
    shop.client.save()
    page = shop.page()
    assert ("4242" in page) == seen
    assert PATH not in page
    assert shop.maya.post(PATH).status_code == status


def test_a_client_that_is_nobody_at_stripe_has_no_such_page(shop: Shop) -> None:
    shop.ana.post(f"{shop.own}stripe/unlinking/")
    assert "Payment method" not in shop.page()
    assert shop.maya.post(PATH).status_code == 404


def test_it_is_not_opened_without_end(shop: Shop) -> None:
    for _time in range(PAGES_OF_CLIENT.most):
        assert shop.maya.post(PATH).status_code == 303
    assert shop.maya.post(PATH).status_code == 302


def test_nothing_of_the_keys_is_on_a_page_or_in_the_log(
    shop: Shop, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    shop.stripe.book.keys.clear()
    shop.maya.post(PATH)
    shop.ana.post(f"{shop.own}stripe/look/")
    pages = [shop.page(path, of="ana") for path in (shop.own, f"{shop.own}stripe/")]
    for told in (caplog.text, *pages, shop.page()):
        assert KEY not in told
