"""The agency connects its own account at Stripe, replaces its keys, and lets it go."""

import logging

import pytest

from callboard.audit.models import Entry
from callboard.demo.fake_stripe import FakeStripe
from callboard.payments.models import Account
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import Cast, browser
from tests.payments.stripe import KEY, OTHER_KEY, SECRET

pytestmark = pytest.mark.django_db
PATH = "/agency/settings/billing/stripe/"


@pytest.fixture
def ana(cast: Cast):
    with scope.agency(cast.northwind.pk):
        yield browser(cast.northwind, cast.ana)


def page(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_key_is_tried_kept_and_shown_by_its_end_alone(
    ana, stripe: FakeStripe, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shown = page(ana.post(PATH, {"api_key": f" {KEY} "}, follow=True))
    assert "ends in yKey" in shown
    assert "/hooks/stripe/" in shown
    shown += page(ana.post(f"{PATH}signing-secret/", {"secret": SECRET}, follow=True))
    assert "ends in cret" in shown
    (account,) = Account.objects.all()
    assert (account.api_key, account.secret, account.is_live) == (KEY, SECRET, False)
    record = repr(list(Entry.objects.values_list("before", "after")))
    for secret in (KEY, SECRET):
        for told in (shown, record, caplog.text, repr(Account.objects.values_list()[0])):
            assert secret not in told
    acts = Entry.objects.filter(act__startswith="stripe.").order_by("id")
    assert list(acts.values_list("act", flat=True)) == [
        "stripe.connected",
        "stripe.signing_secret_replaced",
    ]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("", "Enter the key."),
        ("pk_test_1234567890", "This is the publishable key."),
        ("hello\x00", "Null characters"),
        ("sk_test_with spaces", "Enter the whole key"),
        ("sk_test_" + "a" * 400, "at most 300 characters"),
        ("sk_test_SomebodyElses", "doesn’t take this key"),
    ],
)
def test_a_wrong_key_is_refused_with_the_mend(
    ana, stripe: FakeStripe, key: str, words: str
) -> None:
    answer = ana.post(PATH, {"api_key": key})
    assert answer.status_code == 422
    assert words in page(answer)
    assert "<title>Error: Stripe" in page(answer)
    assert not Account.objects.exists()


def test_a_restricted_key_says_what_it_lacks(ana, stripe: FakeStripe) -> None:
    stripe.book.keys[OTHER_KEY] = ["rak_invoice_read"]
    answer = ana.post(PATH, {"api_key": OTHER_KEY})
    assert answer.status_code == 422
    assert "This key lacks a permission: Invoices: Read." in page(answer)
    stripe.book.keys[OTHER_KEY] = ["rak_accounts_read"]
    assert ana.post(PATH, {"api_key": OTHER_KEY}).status_code == 302


def test_without_stripe_nothing_is_changed_and_it_is_said(
    ana, stripe: FakeStripe, settings
) -> None:
    stripe.fails_with = 500
    assert "can’t be reached right now" in page(ana.post(PATH, {"api_key": KEY}))
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"
    answer = ana.post(PATH, {"api_key": KEY})
    assert answer.status_code == 422
    assert "can’t be reached right now" in page(answer)
    assert not Account.objects.exists()


def test_a_key_is_replaced_by_one_of_the_same_account_alone(
    northwind: Cast, stripe: FakeStripe
) -> None:
    ana = browser(northwind.northwind, northwind.ana)
    stripe.book.keys[OTHER_KEY] = []
    assert ana.post(PATH, {"api_key": OTHER_KEY}).status_code == 302
    assert Account.objects.get().api_key == OTHER_KEY
    stripe.book.account = {"id": "acct_1Another"}
    answer = ana.post(PATH, {"api_key": KEY})
    assert "of another account or mode" in page(answer)
    assert Account.objects.get().api_key == OTHER_KEY
    assert ana.post(f"{PATH}disconnection/").status_code == 303
    assert ana.post(PATH, {"api_key": KEY}).status_code == 302
    assert Account.objects.get().stripe_id == "acct_1Another"


def test_disconnected_nothing_of_the_keys_is_left(northwind: Cast) -> None:
    ana = browser(northwind.northwind, northwind.ana)
    asked = page(ana.get(f"{PATH}disconnection/"))
    assert "Disconnect Stripe?" in asked
    assert "Billing · Northwind Voice</title>" in asked
    assert "The keys are forgotten." in page(ana.post(f"{PATH}disconnection/", follow=True))
    gone = Account.objects.get()
    assert (gone.api_key, gone.secret, gone.key_end, gone.secret_end) == (None, None, "", "")
    assert "Connect your account" in page(ana.get(PATH))


def test_only_who_may_change_billing_sees_it(northwind: Cast) -> None:
    for role in (Role.MANAGER, Role.SUPPORT, Role.READ_ONLY):
        visitor = browser(northwind.northwind, northwind.staff[role])
        assert visitor.get(PATH).status_code == 403
        assert visitor.post(PATH, {"api_key": KEY}).status_code == 403
