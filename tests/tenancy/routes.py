"""Every URL of the product, out of the resolver, and where it leads for a client of the world. A
parameter that is not described here fails the tests.
"""

import re
from collections.abc import Iterator

from django.urls import get_resolver

from callboard.tenancy import audience
from callboard.tenancy.checks import url_patterns
from tests.tenancy.world import Tenant


def address(route: str, target: Tenant) -> str:
    """The route with the target's ids in it. A parameter nobody has described fails the test."""
    known = {
        "client_id": target.client.public_id,
        "call_id": target.call.public_id,
        "user_id": target.user.public_id if target.user else "",
        "question_id": target.question.public_id,
        "faq_id": target.faq.public_id,
        "example_id": target.example.public_id,
        "export_id": target.export.public_id if target.export else "",
        "invoice_id": target.bill.public_id,
        "credit_id": target.credit.public_id,
        "request_id": target.asked.public_id if target.asked else "",
        "version_id": target.version.public_id,
        "change_request_id": target.change.public_id,
        "section": "greeting",
        "voice": "clara",
        "provider": "vapi",
        "token": "nonsense",
        "what": "calls",
        "place": "home",
        "reader": "people",
        "name": "nonsense.css",
        "slug": target.client.agency.slug,
        "fingerprint": "nonsense",
    }
    by_place = [
        ("invitations/<", target.invitation.public_id if target.invitation else ""),
        ("agents/<", target.agent.public_id),
        ("faqs/<", target.agent.public_id),
        ("assistant/<", target.agent.public_id),
        ("connections/<", target.connection.public_id),
        ("batches/<", target.batch.public_id),
        ("moves/<", target.move.public_id),
        ("passkeys/<", target.passkey.public_id if target.passkey else ""),
        ("calls/views/<", target.view.public_id if target.view else ""),
        ("calls/exports/<", target.export.public_id if target.export else ""),
        ("clients/<", target.client.public_id),
        ("calls/<", target.call.public_id),
        ("bookings/<", target.booking.public_id),
    ]

    def value(match: re.Match[str]) -> str:
        name = match["name"]
        if name == "public_id":
            return next(found for place, found in by_place if place in route)
        return known[name]

    return "/" + re.sub(r"<(?:\w+:)?(?P<name>\w+)>", value, route)


def described() -> Iterator[tuple[str, str, audience.Audience]]:
    """Every route with its name and its audience."""
    for route, pattern in url_patterns(get_resolver()):
        declared = audience.of(pattern.callback)
        assert declared is not None, route
        yield route, pattern.name or "", declared
