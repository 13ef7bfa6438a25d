"""What Stripe tells, as facts of ours: whichever version of its API tells it, and whatever is
missing. Pure: no database, no clock, no network.

Before "basil" (2025-03-31) an invoice named its subscription and its charge itself, and a
subscription its period; since then they stand deeper. Webhooks of an old endpoint keep the old
shape, and so may what an old account answers.
"""

from callboard.payments.reading.customer import CARD, CardFacts, CustomerFacts, customer
from callboard.payments.reading.invoice import InvoiceFacts, Refund, invoice, refund
from callboard.payments.reading.notice import EVENTS, Notice, NotTold, notice
from callboard.payments.reading.subscription import SubscriptionFacts, subscription

__all__ = [
    "CARD",
    "EVENTS",
    "CardFacts",
    "CustomerFacts",
    "InvoiceFacts",
    "NotTold",
    "Notice",
    "Refund",
    "SubscriptionFacts",
    "customer",
    "invoice",
    "notice",
    "refund",
    "subscription",
]
