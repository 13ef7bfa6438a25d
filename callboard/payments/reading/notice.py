from collections.abc import Mapping
from dataclasses import dataclass

from callboard.payments.reading.values import reference
from callboard.providers.fields import at, identifier, line

# What an endpoint at Stripe has to send.
EVENTS = (
    "customer.deleted",
    "customer.updated",
    "customer.subscription.created",
    "customer.subscription.updated",
    "customer.subscription.deleted",
    "invoice.created",
    "invoice.finalized",
    "invoice.paid",
    "invoice.payment_failed",
    "invoice.voided",
    "invoice.marked_uncollectible",
    "charge.refunded",
)
# After these a customer is looked at; whatever else is sent is of no use.
_KINDS = ("customer.", "invoice.", "charge.refund", "payment_method.")
_WHOLE = frozenset({"checkout.session.completed"})


class NotTold(ValueError):
    """It is no event; the message says why."""


@dataclass(frozen=True, slots=True)
class Notice:
    """That something happened to a `customer`, "" where it is of no use. `account` is there only
    for events of other accounts.
    """

    stripe_id: str
    kind: str
    customer: str
    account: str
    is_live: bool


def notice(told: Mapping[str, object]) -> Notice:
    """Raises `NotTold`."""
    stripe_id = identifier(255)(told.get("id"))
    kind = line(100)(told.get("type"))
    if not stripe_id or not kind or told.get("object") != "event":
        raise NotTold("The body is not an event.")
    about = at(told, "data.object")
    customer = ""
    if kind.startswith(_KINDS) or kind in _WHOLE:
        itself = at(about, "object") == "customer"
        customer = reference(about if itself else at(about, "customer"))
        # A card that was taken off says whose it was beside it.
        customer = customer or reference(at(told, "data.previous_attributes.customer"))
    account = reference(told.get("account"))
    return Notice(stripe_id, kind, customer, account, told.get("livemode") is True)
