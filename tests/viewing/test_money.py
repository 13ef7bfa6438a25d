"""Whoever may not see money at the desk sees none of it while viewing a portal."""

import pytest
from django.test import Client as Browser
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.billing import plans
from callboard.billing.models import Invoice, Rounding
from callboard.billing.plans import Offer
from callboard.people.models import Staff
from callboard.people.roles import RIGHTS, Role
from tests.cast import ANA, Cast
from tests.visibility.house import overdue

LEFT_OUT = "Billing is left out: your role doesn’t see it."


@pytest.fixture
def invoice(cast: Cast, northwind) -> Invoice:
    """Of Bright Smile, and long overdue."""
    offer = Offer("Front Desk", "USD", 48765, 0, 777, 731, Rounding.PER_SECOND, 1, 14)
    today = timezone.now().date()
    plans.begin(cast.bright_smile, offer, starts_on=today.replace(day=1), by=ANA)
    return overdue(cast.bright_smile)


@pytest.mark.parametrize("role", Role.values)
def test_a_portal_shows_its_viewer_money_where_the_desk_does(
    cast: Cast, viewer: Browser, invoice: Invoice, role: str
) -> None:
    Staff.objects.filter(user=cast.ana).update(role=role)
    sees = "billing.view" in RIGHTS[Role(role)]
    assert viewer.get("/agency/billing/").status_code == (200 if sees else 403)
    for path in ("/billing/", f"/billing/invoices/{invoice.public_id}/invoice.pdf"):
        assert viewer.get(path).status_code == (200 if sees else 404)
    home = viewer.get("/home/").text
    assert ("INV-ZANZIBAR" in home, 'href="/billing/"' in home) == (sees, sees)
    assert (LEFT_OUT in home) is not sees


def test_nothing_is_left_out_where_there_is_none(
    cast: Cast, viewer: Browser, invoice: Invoice
) -> None:
    Staff.objects.filter(user=cast.ana).update(role=Role.SUPPORT)
    Client.objects.filter(pk=cast.bright_smile.pk).update(visibility={"billing": "hidden"})
    assert LEFT_OUT not in viewer.get("/home/").text


def test_the_client_s_own_people_have_it_whatever_else_they_are(
    cast: Cast, maya: Browser, invoice: Invoice
) -> None:
    Staff.objects.create(
        agency=cast.northwind, user=cast.maya, role=Role.SUPPORT, since=timezone.now()
    )
    assert maya.get("/billing/").status_code == 200
