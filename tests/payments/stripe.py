"""How the tests speak for Stripe."""

import json
import time
from collections.abc import Callable
from typing import Any

from django.test import Client as Sender

from callboard.demo.fake_stripe import acts
from callboard.demo.fake_stripe.book import Book, Thing
from callboard.payments.gateway import Gateway
from callboard.payments.models import Account

KEY, SECRET = "sk_test_NorthwindCanaryKey", "whsec_NorthwindCanarySecret"
OTHER_KEY, OTHER_SECRET = "rk_test_OtherCanaryKey", "whsec_OtherCanarySecret"


def post(
    account: Account,
    told: Any,
    *,
    signing: tuple[str, ...] = (SECRET,),
    at: int | None = None,
    header: str | None = None,
    token: str = "",
):
    """The webhook as Stripe sends it, to the agency's host."""
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    signed = acts.signature(body, *signing, at=at or int(time.time()))
    return Sender(SERVER_NAME=account.agency.host).post(
        f"/hooks/stripe/{token or account.hook_token}/",
        body,
        content_type="application/json",
        headers={"Stripe-Signature": signed if header is None else header},
    )


def event(book: Book, customer: Thing, kind: str = "customer.updated", **facts: Any) -> Thing:
    return acts.event(book, kind, customer, **facts)


def meanwhile(monkeypatch, name: str, happens: Callable[[], object]) -> None:
    """Somebody does this here, the next time that Stripe is asked so."""
    ask = getattr(Gateway, name)

    def after_it(*given: Any, **named: Any) -> Any:
        monkeypatch.setattr(Gateway, name, ask)
        happens()
        return ask(*given, **named)

    monkeypatch.setattr(Gateway, name, after_it)
