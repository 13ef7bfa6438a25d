"""Stripe's webhook: who may speak, what is kept of it, and how often."""

import json
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from callboard.demo.fake_stripe import FakeStripe, acts
from callboard.demo.fake_stripe.book import Thing
from callboard.payments import accounts, signature
from callboard.payments.models import Account, Event
from callboard.providers.answers import LARGEST_BODY
from callboard.tenancy import scope
from tests.cast import ANA, Cast
from tests.payments.stripe import OTHER_SECRET, SECRET, event, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(stripe: FakeStripe) -> Thing:
    return event(stripe.book, stripe.book.put("customer", name="Bright Smile Dental"))


def kept() -> int:
    with scope.crossing_agencies("the test counts everything"):
        return Event.objects.count()


def test_o080_a_signature_is_over_the_bytes_as_they_came(account: Account, told: Thing) -> None:
    """Spacing, escapes and order of keys are the sender's own."""
    odd = json.dumps(told, indent=3).replace("Dental", "D\\u0065ntal").encode()
    assert post(account, odd).json() == {"status": "stored"}
    assert kept() == 1


def test_o079_what_is_not_signed_with_the_secret_is_refused_and_not_kept(
    account: Account, told: Thing
) -> None:
    body, now = json.dumps(told).encode(), int(time.time())
    good = acts.signature(body, SECRET, at=now)
    wrong = [
        "",
        "nonsense",
        good.replace("v1=", "v0="),
        good.replace(f"t={now}", "t="),
        f"t={now},{good}",
        good[:-1],
        good.upper(),
        f"t={now},v1=",
        acts.signature(body + b" ", SECRET, at=now),
        acts.signature(body, OTHER_SECRET, at=now),
        acts.signature(body, "", at=now),
    ]
    assert [post(account, body, header=header).status_code for header in wrong] == [401] * len(
        wrong
    )
    assert kept() == 0


@pytest.mark.parametrize(("seconds", "status"), [(299, 200), (-299, 200), (310, 401), (-310, 401)])
def test_o081_a_signature_is_good_for_five_minutes(
    account: Account, told: Thing, seconds: int, status: int
) -> None:
    assert post(account, told, at=int(time.time()) - seconds).status_code == status


def test_a_signature_of_the_sdk_is_taken() -> None:
    """Made by Stripe's own library, not by the fake."""
    import stripe

    body, now = b'{"id":"evt_1"}', timezone.now()
    header = stripe.WebhookSignature.generate_signature_header(
        body.decode(), SECRET, int(now.timestamp())
    )
    assert signature.is_proved(body, header, [SECRET], now)
    assert not signature.is_proved(body, header, [], now)


def test_o090_one_of_several_signatures_is_enough_and_the_old_secret_goes_on_for_a_day(
    account: Account, told: Thing
) -> None:
    assert post(account, told, signing=(OTHER_SECRET, SECRET)).status_code == 200
    with scope.agency(account.agency_id):
        accounts.sign_with(account, OTHER_SECRET, by=ANA)
        account.refresh_from_db()
    assert post(account, told).json() == {"status": "known"}
    assert post(account, told, signing=(OTHER_SECRET,)).status_code == 200
    with scope.agency(account.agency_id):
        Account.objects.update(previous_until=timezone.now() - timedelta(minutes=1))
    assert post(account, told).status_code == 401


def test_a_replayed_event_is_kept_once(account: Account, told: Thing) -> None:
    assert post(account, told).json() == {"status": "stored"}
    assert [post(account, told).json()["status"] for _again in range(3)] == ["known"] * 3
    assert kept() == 1


def test_what_is_of_another_account_or_mode_or_of_no_use_is_answered_and_not_kept(
    account: Account, stripe: FakeStripe, told: Thing
) -> None:
    strange = [
        told | {"livemode": True},
        told | {"account": "acct_1SomebodyElse"},
        told | {"type": "product.created"},
        told | {"data": {"object": {"object": "invoice"}}, "type": "invoice.paid"},
    ]
    for one in strange:
        assert post(account, one).json() == {"status": "ignored"}
    assert kept() == 0


def test_what_is_no_event_is_refused(account: Account) -> None:
    bad = [
        b"",
        b"{",
        b"[]",
        b'{"id": 1}',
        b'{"a":1,"a":2}',
        b"\xff",
        b'{"id":"evt_1"}',
        b"\x1f\x8b",
    ]
    bad.append(b"[" * 100_000)
    assert [post(account, body).status_code for body in bad] == [400] * len(bad)
    assert post(account, b" " * (LARGEST_BODY + 1)).status_code == 413
    assert kept() == 0


def test_the_address_of_another_agency_is_not_there(
    account: Account, cast: Cast, told: Thing
) -> None:
    """By its token, by a wrong one, and once the account is disconnected."""
    with scope.agency(cast.lumen.pk):
        known = accounts.Known("acct_1Lumen", "Lumen", is_live=False)
        theirs = accounts.connect(cast.lumen, known, api_key="sk_test_lumen", by=ANA)
        accounts.sign_with(theirs, SECRET, by=ANA)
    assert post(account, told, token=theirs.hook_token).status_code == 404
    assert post(account, told, token="nonsense").status_code == 404
    with scope.agency(cast.northwind.pk):
        accounts.disconnect(cast.northwind, by=ANA)
    assert post(account, told).status_code == 404
    assert kept() == 0
