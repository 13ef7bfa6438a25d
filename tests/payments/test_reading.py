"""What Stripe tells is read alike in both shapes of its API, and whatever is missing."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.payments import amounts
from callboard.payments.reading import customer, invoice, notice, refund, subscription

AT = 1_790_000_000
MOMENT = datetime.fromtimestamp(AT, UTC)
INVOICE: dict[str, Any] = {
    "id": "in_1",
    "object": "invoice",
    "status": "open",
    "billing_reason": "subscription_cycle",
    "number": "NV-0007",
    "currency": "usd",
    "created": AT,
    "due_date": AT + 86_400,
    "total": 35_343,
    "subtotal": 29_700,
    "hosted_invoice_url": "https://invoice.stripe.com/i/1",
    "invoice_pdf": "https://pay.stripe.com/i/1/pdf",
    "lines": {"data": [{"description": "Front Desk", "amount": 29_700}]},
    "status_transitions": {"finalized_at": AT, "paid_at": None},
}
OLD = {"subscription": "sub_1", "tax": 5_643, "charge": "ch_1", "payment_intent": "pi_1"}
NEW = {
    "parent": {"subscription_details": {"subscription": "sub_1"}},
    "total_taxes": [{"amount": 5_000}, {"amount": 643}],
    "payments": {
        "data": [
            {"payment": {"type": "charge", "charge": "ch_1"}},
            {"payment": {"type": "payment_intent", "payment_intent": "pi_1"}},
        ]
    },
}


@pytest.mark.parametrize(
    "shape",
    [
        OLD,
        NEW,
        OLD | {"subscription": {"id": "sub_1"}, "charge": {"id": "ch_1"}},
        NEW | {"parent": {"subscription_details": {"subscription": {"id": "sub_1"}}}},
        OLD | {"tax": None, "total_tax_amounts": [{"amount": 5_643}]},
    ],
)
def test_an_invoice_is_the_same_in_every_shape(shape: dict[str, Any]) -> None:
    told = invoice(INVOICE | shape)
    assert told is not None
    assert (told.subscription, told.is_cycle, told.state) == ("sub_1", True, "open")
    assert (told.subtotal, told.tax, told.total) == (29_700, 5_643, 35_343)
    assert told.lines == (("Front Desk", 29_700),)
    assert set(told.payments) == {"ch_1", "pi_1"}
    assert (told.issued_at, told.due_at) == (MOMENT, datetime.fromtimestamp(AT + 86_400, UTC))


def test_what_lines_do_not_come_to_is_a_line_of_its_own() -> None:
    told = invoice(INVOICE | OLD | {"total": 30_000})
    assert told is not None
    assert told.lines == (("Front Desk", 29_700), ("", 30_000 - 5_643 - 29_700))


@pytest.mark.parametrize("missing", ["id", "status", "currency", "created"])
def test_an_invoice_without_what_matters_is_none(missing: str) -> None:
    assert invoice({key: value for key, value in INVOICE.items() if key != missing}) is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://invoice.stripe.com/", "//x", "https://[", None, 7]
)
def test_an_address_that_is_not_https_is_not_offered(address: object) -> None:
    told = invoice(INVOICE | {"hosted_invoice_url": address, "invoice_pdf": address})
    assert told is not None
    assert (told.pay_link, told.pdf) == ("", "")


ITEM = {"quantity": 2, "price": {"currency": "usd", "unit_amount": 14_850}}
MONTHLY = {"recurring": {"interval": "month", "interval_count": 1, "usage_type": "licensed"}}


@pytest.mark.parametrize(
    "ends", [{"current_period_end": AT}, {"items": {"data": [{"current_period_end": AT}]}}]
)
def test_a_subscription_says_when_its_period_ends_in_both_shapes(ends: dict[str, Any]) -> None:
    item = ITEM | {"price": ITEM["price"] | MONTHLY}  # type: ignore[operator]
    inside = ends.get("items", {}).get("data", [{}])[0]
    told = subscription(
        {"id": "sub_1", "status": "active", "cancel_at_period_end": True}
        | {key: value for key, value in ends.items() if key != "items"}
        | {"items": {"data": [item | inside]}}
    )
    assert (told.price, told.currency, told.is_live) == (29_700, "USD", True)
    assert told.period_end == told.ends_at == MOMENT


@pytest.mark.parametrize(
    "recurring",
    [
        {"interval": "year", "interval_count": 1},
        {"interval": "month", "interval_count": 3},
        {"interval": "month", "usage_type": "metered"},
    ],
)
def test_what_is_not_a_sum_a_month_has_no_price(recurring: dict[str, Any]) -> None:
    item = ITEM | {"price": ITEM["price"] | {"recurring": recurring}}  # type: ignore[operator]
    assert subscription({"id": "sub_1", "items": {"data": [item]}}).price is None


def test_a_plan_of_the_oldest_shape_has_a_price() -> None:
    plan = {"currency": "usd", "amount": 29_700, "interval": "month", "interval_count": 1}
    told = subscription({"id": "sub_1", "status": "active", "items": {"data": [{"plan": plan}]}})
    assert (told.price, told.currency) == (29_700, "USD")


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({"type": "card", "card": {"brand": "visa", "last4": "4242"}}, ("Visa", "4242")),
        ({"object": "card", "brand": "Visa", "last4": "4242"}, ("Visa", "4242")),
        ({"type": "us_bank_account", "us_bank_account": {"last4": "6789"}}, ("", "6789")),
        ({"type": "link", "link": {}}, None),
        ("pm_1", None),
    ],
)
def test_the_last_four_of_what_is_charged(told: object, shown: tuple[str, str] | None) -> None:
    for shape in (
        {"invoice_settings": {"default_payment_method": told}},
        {"default_source": told},
    ):
        card = customer({"id": "cus_1", **shape}).card
        assert (card and (card.brand, card.last4)) == shown


def test_a_refund_is_known_by_its_charge_its_intent_and_its_invoice() -> None:
    told = refund({"id": "ch_1", "currency": "usd", "amount_refunded": 500, "invoice": "in_1"})
    assert told is not None
    assert (told.amount, set(told.payments), told.invoice) == (500, {"ch_1"}, "in_1")


@pytest.mark.parametrize(
    ("kind", "about", "whose"),
    [
        ("customer.updated", {"object": "customer", "id": "cus_1"}, "cus_1"),
        ("invoice.paid", {"object": "invoice", "customer": "cus_1"}, "cus_1"),
        ("invoice.paid", {"object": "invoice", "customer": {"id": "cus_1"}}, "cus_1"),
        ("charge.refunded", {"object": "charge", "customer": None}, ""),
        ("payout.paid", {"object": "payout", "customer": "cus_1"}, ""),
        ("invoice.paid", "nonsense", ""),
    ],
)
def test_an_event_says_whom_to_look_at(kind: str, about: object, whose: str) -> None:
    told = {"id": "evt_1", "object": "event", "type": kind, "data": {"object": about}}
    assert notice(told).customer == whose


@pytest.mark.parametrize(
    ("currency", "ours", "stripes"),
    [
        ("USD", 1234, 1234),
        ("JPY", 1234, 1234),
        ("ISK", 1234, 123_400),
        ("KWD", 1234, 1230),
        ("KWD", 1235, 1240),
    ],
)
def test_minor_units_are_stripes(currency: str, ours: int, stripes: int) -> None:
    assert amounts.stripes(ours, currency) == stripes
    assert amounts.stripes(amounts.ours(stripes, currency), currency) == stripes


_KEYS = [
    *("id", "object", "status", "currency", "created", "items", "data", "price", "recurring"),
    *("lines", "payments", "payment", "parent", "customer", "tax", "total", "card", "type"),
    *("invoice_settings", "default_payment_method", "subscription", "status_transitions"),
]
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inside),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(_KEYS), _JSON))
def test_nothing_that_stripe_could_say_breaks_the_reading(told: dict[str, Any]) -> None:
    for read in (customer, subscription, invoice, refund):
        read(told)
    notice({"id": "evt_1", "object": "event", "type": "invoice.paid", "data": told})
