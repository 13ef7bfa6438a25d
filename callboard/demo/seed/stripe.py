"""A client whose plan is billed at Stripe, which the demo plays itself: a customer with a card, a
subscription, an invoice that is paid and one that is open.

All of it goes the product's own way but for HTTP: nobody listens yet while the demo is seeded.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from callboard.agencies.models import Client
from callboard.billing import boundaries, periods
from callboard.billing.models import Invoice, InvoiceFile
from callboard.demo.fake_stripe import Book, acts, api
from callboard.demo.fake_stripe.book import Thing
from callboard.demo.fake_stripe.shapes import shaped
from callboard.demo.seed.agencies import Cast
from callboard.demo.views.stripe import book_file
from callboard.payments import accounts, customers, extras, keeping, looking
from callboard.payments.accounts import Known
from callboard.payments.gateway import Gateway
from callboard.payments.keeping import Choice
from callboard.payments.models import Customer
from callboard.payments.reading import customer

DUE = timedelta(days=14)


class BookGateway(Gateway):
    """Asks the book itself: what a look and an item need."""

    def __init__(self, book: Book) -> None:
        super().__init__(next(iter(book.keys)))
        self._book = book

    def customer(self, customer: str) -> Thing:
        return self._ask("GET", f"customers/{customer}")

    def subscriptions(self, customer: str) -> list[Thing]:
        return self._of("subscriptions", customer)

    def invoices(self, customer: str) -> list[Thing]:
        """Without their PDFs: whoever would fetch them finds nobody there yet."""
        return [one | {"invoice_pdf": None} for one in self._of("invoices", customer)]

    def charges(self, customer: str) -> list[Thing]:
        return self._of("charges", customer)

    def create_item(self, facts: Mapping[str, Any], *, once: str) -> Thing:
        return self._ask("POST", "invoiceitems", dict(facts))

    def _of(self, kind: str, customer: str) -> list[Thing]:
        found: list[Thing] = self._ask("GET", kind, {"customer": customer, "limit": 50})["data"]
        return found

    def _ask(self, method: str, path: str, asked: Thing | None = None) -> Thing:
        key = next(iter(self._book.keys))
        return api.answer(self._book, method, f"/v1/{path}", asked or {}, key=key)


def link(client: Client, cast: Cast, began: datetime) -> None:
    """Since its plan began: the subscription's first invoice is paid."""
    book = _book(began)
    key, secret = f"sk_test_{_made_up('key')}", f"whsec_{_made_up('signing')}"
    book.keys = {key: []}
    known = Known(book.account["id"], cast.agency.name, is_live=False)
    account = accounts.connect(cast.agency, known, api_key=key, by=cast.by, at=began)
    accounts.sign_with(account, secret, by=cast.by, at=began)
    book.hook = {"url": accounts.hook_url(cast.agency, account), "secret": secret}
    card = book.put("payment_method", type="card", card={"brand": "visa", "last4": "4242"})
    there = book.put("customer", name=client.name, email=client.contact_email, card=card["id"])
    subscription = _subscription(book, client, there, began)
    first = acts.draft(book, subscription, billing_reason="subscription_create")
    acts.finish(book, first, "8F2C1A-0001")
    acts.pay(book, first)
    one = customers.link(client, account, customer(shaped(book, there)), by=cast.by, at=began)
    look = looking.ask(BookGateway(book), one.stripe_id)
    keeping.keep(one, look, began, Choice(subscription["id"], True, cast.by))
    book.save()


def bill(client: Client, now: datetime) -> None:
    """The invoice of the present period, with the extra minutes of the one before."""
    one = Customer.objects.select_related("client", "account").get(client=client)
    period = periods.current(client.pk)
    assert period is not None
    starts = boundaries.midnight(period.starts_on, client.time_zone)
    ends = boundaries.midnight(period.ends_on, client.time_zone)
    at = starts + timedelta(minutes=20)
    book = _book(at)
    gateway = BookGateway(book)
    (subscription,) = book.of_customer("subscription", one.stripe_id)
    subscription |= {"starts": int(starts.timestamp()), "ends": int(ends.timestamp())}
    draft = acts.draft(book, subscription, due_date=int((at + DUE).timestamp()))
    extras.bill(one, looking.ask(gateway, one.stripe_id).invoices, gateway, now=at)
    acts.finish(book, draft, "8F2C1A-0002")
    keeping.keep(one, looking.ask(gateway, one.stripe_id), now)
    for invoice in Invoice.objects.filter(client=client, by_stripe=True):
        told = shaped(book, book.get("invoice", invoice.stripe_id))
        whose = {"agency_id": client.agency_id, "client": client}
        InvoiceFile.objects.create(**whose, invoice=invoice, pdf=acts.paper(told))
    book.save()


def _book(at: datetime) -> Book:
    base = f"{settings.PUBLIC_URL}/demo/stripe"
    book = Book(base=base, file=book_file(), clock=at.timestamp)
    book.load()
    return book


def _subscription(book: Book, client: Client, customer: Thing, began: datetime) -> Thing:
    period = periods.current(client.pk)
    assert period is not None
    every = {"interval": "month", "interval_count": 1, "usage_type": "licensed"}
    amount = period.terms.monthly_price
    price = book.put("price", currency="usd", unit_amount=amount, recurring=every)
    ends = boundaries.midnight(period.ends_on, client.time_zone)
    return book.put(
        "subscription",
        customer=customer["id"],
        price=price["id"],
        status="active",
        starts=int(began.timestamp()),
        ends=int(ends.timestamp()),
        collection_method="send_invoice",
        cancel_at=None,
        cancel_at_period_end=False,
    )


def _made_up(name: str) -> str:
    """No secret: it opens nothing but the demo's own fake."""
    return hashlib.sha256(f"callboard demo {name}".encode()).hexdigest()[:24]
