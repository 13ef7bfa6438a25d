"""Stripe's own page on which a customer changes its card."""

from urllib.parse import urlsplit

from django.conf import settings

from callboard.payments.faults import Refused
from callboard.payments.gateway import Gateway
from callboard.payments.models import Customer
from callboard.payments.reading.values import link

_STRIPES = "https://api.stripe.com"


def open_for(customer: Customer, *, back: str, done: str) -> str:
    """Its address, good for minutes. Raises a `StripeFault`."""
    assert customer.account.api_key
    gateway = Gateway(customer.account.api_key)
    leads_to = link(gateway.card_page(customer.stripe_id, back=back, done=done), longest=2000)
    if not leads_to:
        raise Refused
    return leads_to


def origin() -> str:
    """Where these pages are, unless an agency has them under a name of its own."""
    if settings.STRIPE_API_BASE == _STRIPES:
        return "https://billing.stripe.com"
    parts = urlsplit(settings.STRIPE_API_BASE)
    return f"{parts.scheme}://{parts.netloc}"


def is_where_forms_lead(address: str) -> bool:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" == origin()
