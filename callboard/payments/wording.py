"""What is said about Stripe: to staff, who know it by name, and to a client, who does not."""

from django.utils.translation import gettext as _

from callboard.payments.faults import NotAllowed, StripeFault
from callboard.payments.models import Account, Customer

# A restricted key's permissions, by how Stripe's dashboard lists them.
_RESOURCES = {
    "customer": "Customers",
    "subscription": "Subscriptions",
    "invoice": "Invoices",
    "charge": "Charges and Refunds",
    "product": "Products",
    "plan": "Prices",
    "price": "Prices",
    "billing_portal": "Customer portal",
}
# Stripe's own names.
NEEDED = (
    ("Customers", "Write"),
    ("Subscriptions", "Write"),
    ("Invoices", "Write"),
    ("Prices", "Write"),
    ("Products", "Write"),
    ("Customer portal", "Write"),
    ("Charges and Refunds", "Read"),
)


def fault(of: StripeFault) -> str:
    """For who asked for something just now."""
    return told(of.told, of.right if isinstance(of, NotAllowed) else "")


def standing(kept: str) -> str:
    """What an account's `fault` means; "" where it works."""
    if not kept:
        return ""
    word, _colon, right = kept.partition(":")
    return told(word, right)


def told(word: str, right: str = "") -> str:
    if word == "away":
        return _("Stripe can’t be reached right now. Nothing was changed; try again in a minute.")
    if word == "key":
        return _("Stripe doesn’t take this key. Copy it again at Stripe, or make a new one.")
    if word == "right":
        name = permission(right)
        if name:
            return _("This key lacks a permission: %(name)s. Give it at Stripe.") % {"name": name}
        return _("This key lacks a permission. Compare it with the list in your Stripe settings.")
    if word == "unknown":
        return _("Stripe doesn’t know this customer any more.")
    return _("Stripe refused. Look at its dashboard, under Developers and Logs, for the reason.")


def permission(right: str) -> str:
    """ "Invoices: Read" for `invoice_read`; "" for what we don't know."""
    resource, _underscore, how = right.rpartition("_")
    name = _RESOURCES.get(resource)
    return f"{name}: {how.capitalize()}" if name and how in ("read", "write") else ""


def card(customer: Customer) -> str:
    """ "Visa ending in 4242"; "" where none is known."""
    if not customer.card_last4:
        return ""
    facts = {"brand": customer.card_brand, "last4": customer.card_last4}
    if customer.card_brand:
        return _("%(brand)s ending in %(last4)s") % facts
    return _("Account ending in %(last4)s") % facts


def status(customer: Customer) -> str:
    """Its subscription's, in our words."""
    return state(customer.status)


def state(status: str) -> str:
    words = {
        "active": _("Active"),
        "past_due": _("Past due"),
        "trialing": _("On trial"),
        "incomplete": _("Waits for its first payment"),
        "incomplete_expired": _("Never begun"),
        "canceled": _("Ended"),
        "unpaid": _("Unpaid"),
        "paused": _("Paused"),
    }
    return str(words.get(status, status.replace("_", " ").capitalize()))


def page(account: Account, path: str) -> str:
    """Something at Stripe's dashboard."""
    return f"https://dashboard.stripe.com/{'' if account.is_live else 'test/'}{path}"


def dashboard(customer: Customer) -> str:
    return page(customer.account, f"customers/{customer.stripe_id}")
