"""A small Stripe of the demo's and the tests' own, over real HTTP on loopback: customers,
subscriptions, invoices, cards and its pages, with made-up money. It keeps to what Stripe's
documentation says of the parts that are used, and knows nothing of the rest.
"""

from callboard.demo.fake_stripe import api, pages
from callboard.demo.fake_stripe.book import Book
from callboard.demo.fake_stripe.server import FakeStripe

__all__ = ["Book", "FakeStripe", "api", "pages"]
