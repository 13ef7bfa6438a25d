from collections.abc import Mapping
from dataclasses import dataclass

from callboard.payments.reading.values import reference
from callboard.providers.fields import at, line, mapping

# What Stripe has to tell whole for the card to be known.
CARD = ("invoice_settings.default_payment_method", "default_source")
_BRANDS = {
    "amex": "American Express",
    "diners": "Diners Club",
    "discover": "Discover",
    "jcb": "JCB",
    "mastercard": "Mastercard",
    "unionpay": "UnionPay",
    "visa": "Visa",
}
_DIGITS = line(4)


@dataclass(frozen=True, slots=True)
class CardFacts:
    """`brand` is "" for what is no card: an account at a bank."""

    brand: str
    last4: str


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    stripe_id: str
    name: str
    email: str
    card: CardFacts | None
    is_deleted: bool


def customer(told: Mapping[str, object]) -> CustomerFacts:
    default = card(at(told, "invoice_settings.default_payment_method"))
    return CustomerFacts(
        stripe_id=reference(told),
        name=line(200)(told.get("name")) or "",
        email=line(254)(told.get("email")) or "",
        card=default or card(told.get("default_source")),
        is_deleted=told.get("deleted") is True,
    )


def card(told: object) -> CardFacts | None:
    """Of a payment method, or of a source as it was before those."""
    own = mapping(told)
    if own is None:
        return None
    kind = own.get("type") or own.get("object")
    inside = mapping(own.get(kind)) if isinstance(kind, str) else None
    facts = inside or own
    last4 = _DIGITS(facts.get("last4"))
    if last4 is None:
        return None
    brand = line(40)(facts.get("brand")) or ""
    return CardFacts(_BRANDS.get(brand.lower(), brand), last4)
