"""What a booking is worth to a client of the demo, as somebody of its people said it."""

from datetime import datetime

from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.calls import worth
from callboard.demo.cast.business import Business
from callboard.demo.seed.moments import days_ago

_DAYS_AGO = 5


def keep(business: Business, client: Client, now: datetime) -> None:
    """Runs inside a transaction and the agency's scope."""
    if business.worth is not None:
        by = Actor("member", business.contact.name)
        worth.say(client, business.worth, by=by, at=days_ago(business, _DAYS_AGO, now))
