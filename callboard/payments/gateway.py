"""The one place that speaks to Stripe: its SDK behind a few methods that take and give plain data.

The SDK takes half a second and 20 MB to load, so it is loaded by who asks Stripe something, and by
nobody else. What goes wrong is a fault of ours (`callboard.payments.faults`).
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from django.conf import settings

from callboard.payments.faults import Away, KeyRefused, NotAllowed, Refused, Unknown
from callboard.payments.reading import CARD

log = logging.getLogger(__name__)

# Seconds to connect, and for the answer: a person may be waiting.
TIMEOUT = (4.0, 12.0)
# What is looked at of a customer: nobody pages through more in a portal.
INVOICES, SUBSCRIPTIONS, CHARGES, FOUND = 36, 20, 50, 10

Thing = dict[str, Any]


class Gateway:
    """An account at Stripe, by its key."""

    def __init__(self, api_key: str) -> None:
        self._api_key = api_key

    @cached_property
    def _v1(self) -> Any:
        import stripe

        client = stripe.StripeClient(
            self._api_key,
            base_addresses={"api": settings.STRIPE_API_BASE},
            http_client=stripe.RequestsClient(timeout=TIMEOUT),
            max_network_retries=0,
        )
        return client.v1

    def account(self) -> Thing:
        return self._told(lambda v1: v1.accounts.retrieve_current())

    def look(self) -> None:
        """Asks for one of each kind that is needed: raises `NotAllowed` for what the key lacks."""
        for kind in ("customers", "subscriptions", "invoices", "invoice_items", "charges"):
            self._listed(lambda v1, kind=kind: getattr(v1, kind).list({"limit": 1}))

    def customer(self, customer: str) -> Thing:
        """With the card that is charged. `deleted` is all there is of one that is gone."""
        more = {"expand": list(CARD)}
        return self._told(lambda v1: v1.customers.retrieve(customer, more))

    def customers_of(self, email: str) -> list[Thing]:
        """Stripe compares in full and knows upper case."""
        return self._listed(lambda v1: v1.customers.list({"email": email, "limit": FOUND}))

    def subscriptions(self, customer: str) -> list[Thing]:
        """Newest first, ended ones too."""
        asked = {
            "customer": customer,
            "status": "all",
            "limit": SUBSCRIPTIONS,
            "expand": ["data.default_payment_method"],
        }
        return self._listed(lambda v1: v1.subscriptions.list(asked))

    def invoices(self, customer: str) -> list[Thing]:
        """Newest first, with what was paid for each."""
        asked = {"customer": customer, "limit": INVOICES, "expand": ["data.payments"]}
        return self._listed(lambda v1: v1.invoices.list(asked))

    def charges(self, customer: str) -> list[Thing]:
        return self._listed(lambda v1: v1.charges.list({"customer": customer, "limit": CHARGES}))

    def open_items(self, customer: str) -> list[Thing]:
        """Newest first, those on invoices as well."""
        return self._listed(lambda v1: v1.invoice_items.list({"customer": customer, "limit": 100}))

    def create_customer(self, facts: Mapping[str, Any], *, once: str) -> Thing:
        return self._told(lambda v1: v1.customers.create(dict(facts), _once(once)))

    def create_item(self, facts: Mapping[str, Any], *, once: str) -> Thing:
        """Asked again with the same `once` it is the same item."""
        return self._told(lambda v1: v1.invoice_items.create(dict(facts), _once(once)))

    def delete_item(self, item: str) -> Thing:
        """As long as its invoice is a draft."""
        return self._told(lambda v1: v1.invoice_items.delete(item))

    def create_price(self, facts: Mapping[str, Any], *, once: str) -> Thing:
        return self._told(lambda v1: v1.prices.create(dict(facts), _once(once)))

    def create_subscription(self, facts: Mapping[str, Any], *, once: str) -> Thing:
        return self._told(lambda v1: v1.subscriptions.create(dict(facts), _once(once)))

    def card_page(self, customer: str, *, back: str, done: str) -> str:
        """The address of Stripe's own page where a customer changes its card, good for minutes."""
        asked = {
            "customer": customer,
            "return_url": back,
            "flow_data": {
                "type": "payment_method_update",
                "after_completion": {"type": "redirect", "redirect": {"return_url": done}},
            },
        }
        session = self._told(lambda v1: v1.billing_portal.sessions.create(asked))
        return str(session.get("url", ""))

    def _listed(self, ask: Any) -> list[Thing]:
        found = self._told(ask).get("data")
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def _told(self, ask: Any) -> Thing:
        with _in_our_words():
            answer: Thing = ask(self._v1).to_dict()
            return answer


def _once(key: str) -> dict[str, str]:
    return {"idempotency_key": key}


@contextmanager
def _in_our_words() -> Iterator[None]:
    import stripe

    try:
        yield
    except stripe.AuthenticationError:
        raise KeyRefused from None
    except stripe.PermissionError as fault:
        raise NotAllowed(_right(str(fault.user_message or ""))) from None
    except (stripe.RateLimitError, stripe.APIConnectionError) as fault:
        log.warning("Stripe could not be asked: %s", type(fault).__name__)
        raise Away from None
    except stripe.InvalidRequestError as fault:
        if fault.code == "resource_missing":
            raise Unknown(fault.code, _param(fault.param)) from None
        log.warning("Stripe refused: %s %s", fault.code, fault.param)
        raise Refused(str(fault.code or ""), str(fault.user_message or "")[:300]) from None
    except stripe.StripeError as fault:
        log.warning("Stripe failed: %s %s", type(fault).__name__, fault.http_status)
        raise Away from None
    except ValueError as fault:
        # An answer that is no JSON, or a key that no header can carry.
        log.warning("Stripe's answer could not be read: %s", type(fault).__name__)
        raise Away from None


def _param(name: object) -> str:
    return str(name or "")


def _right(message: str) -> str:
    """Stripe's sentence names it: "… Having the 'rak_customer_read' permission would …"."""
    words = [word.strip("'\".,`") for word in message.split()]
    return next((word[4:] for word in words if word.startswith("rak_")), "")[:60]
