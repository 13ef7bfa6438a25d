"""Every page, header, export and file of a portal, found by following its links: none says the
product's name, a provider's, a cost or a code.
"""

import re
from collections import deque
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from html import unescape
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.billing import invoices, periods, plans
from callboard.billing.models import Invoice
from callboard.calls import daily
from callboard.calls.models import Call
from callboard.tenancy import scope
from callboard.tenancy.audience import Side
from tests import paper
from tests.billing.test_pages import OFFER
from tests.cast import ANA, Cast
from tests.forbidden import forbidden
from tests.portal.sounds import a_call
from tests.portal.test_words import calls  # noqa: F401 - a fixture
from tests.tenancy.routes import described

LINK = re.compile(r"""(?:href|src|action|hx-get)=["']([^"']+)["']""")


def addresses_without_ids() -> list[str]:
    """Every page of the portal that needs no id: also what nothing links to."""
    sides = (Side.MEMBER, Side.PERSON)
    return [
        "/" + route for route, _name, who in described() if who.side in sides and "<" not in route
    ]


def told(response: Any) -> str:
    """Body and headers, as far as they are text."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    is_paper = response.get("Content-Type") == "application/pdf"
    return headers + "\n" + (paper.words(body) if is_paper else body.decode("utf-8", "replace"))


def crawl(maya: Browser, host: str, start: list[str]) -> dict[str, str]:
    """What each address answers, by address; at most so many that differ in the query alone."""
    waiting, found = deque(start), dict[str, str]()
    queries: dict[str, int] = {}
    while waiting:
        address = waiting.popleft()
        path = urlsplit(address).path
        if address in found or queries.get(path, 0) >= 12:
            continue
        queries[path] = queries.get(path, 0) + 1
        response: Any = maya.get(address)
        assert response.status_code < 500, address
        found[address] = told(response)
        if "text/html" not in response.get("Content-Type", ""):
            continue
        for link in LINK.findall(found[address]):
            target = urlsplit(urljoin(f"http://{host}{address}", urldefrag(unescape(link)).url))
            if target.scheme in ("http", "https") and target.hostname == host:
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))
    return found


@pytest.fixture
def invoice(cast: Cast, calls: list[Call]) -> Invoice:  # noqa: F811
    """Of the month before, with a call in it that cost something."""
    then = timezone.now() - timedelta(days=33)
    with scope.agency(cast.northwind.pk):
        offer = replace(OFFER, period_day=then.day)
        plans.begin(cast.bright_smile, offer, starts_on=then.date(), by=ANA, at=then)
        earlier = a_call(
            cast.bright_smile, started_at=then, duration_ms=900_000, cost=Decimal("0.1234")
        )
        daily.move(None, daily.share_of(earlier))
        periods.turn(cast.bright_smile.pk, timezone.now())
        made = Invoice.objects.get()
        invoices.issue(made, by=ANA)
    return made


def test_no_address_of_a_portal_says_a_forbidden_word(
    cast: Cast,
    maya: Browser,
    calls: list[Call],  # noqa: F811
    invoice: Invoice,
) -> None:
    found = crawl(maya, cast.northwind.host, ["/home/", "/calls/", *addresses_without_ids()])
    assert {f"/calls/{call.public_id}/" for call in calls} <= set(found)
    assert len(found) > 30
    on_paper = found[f"/billing/invoices/{invoice.public_id}/invoice.pdf"]
    assert "Front Desk" in on_paper
    assert "Producer: Northwind Voice" in on_paper
    said = {address: words for address, text in found.items() if (words := forbidden(text))}
    assert said == {}
