"""`kill -9` while a period is closed and its invoice issued: billed once, with one number."""

from dataclasses import replace
from datetime import timedelta

import pytest
import requests
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.audit.models import Entry
from callboard.billing import invoice_settings, periods, plans, statement
from callboard.billing.invoice_settings import Choices
from callboard.billing.models import Credit, Invoice, InvoiceFile, InvoiceSettings, Period, Rounding
from callboard.billing.models.invoice import State
from callboard.billing.plans import Offer
from callboard.calls import billed, daily
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import ANA, agency, client, staff
from tests.config.test_serve import free_port
from tests.environment import CACHE
from tests.portal.sounds import a_call
from tests.processes import Installation, until
from tests.worker.test_crashes import killed
from tests.worker.test_mixture import HOST, signed_in

pytestmark = pytest.mark.django_db(transaction=True)

OFFER = Offer("Front Desk", "USD", 29700, 0, 10, 45, Rounding.PER_SECOND, 1, 14)


def with_a_month_behind_it(*, issues_itself: bool) -> Agency:
    """A client whose first period is over, with 12 minutes in it and a credit beyond the price."""
    made = agency("Northwind Voice", "northwind", HOST, "#4f46e5")
    then = timezone.now() - timedelta(days=33)
    with scope.agency(made.pk):
        invoice_settings.change(made, Choices("", issues_itself, "", ""), by=ANA)
        dentist = client(made, "Dentist", "lee@pine.example", time_zone="UTC")
        offer = replace(OFFER, period_day=then.day)
        plans.begin(dentist, offer, starts_on=then.date(), by=ANA, at=then)
        daily.move(None, daily.share_of(a_call(dentist, started_at=then, duration_ms=720_000)))
        Credit.objects.create(
            agency=made,
            client=dentist,
            period=Period.objects.get(),
            amount=40_000,
            reason="Sorry",
            made_at=then,
        )
    return made


@pytest.fixture(autouse=True)
def fonts(installation: Installation) -> None:
    """To make them would take most of these tests' time."""
    (installation.folder / "cache").symlink_to(CACHE)


@pytest.mark.parametrize("step", ["period.closed", "number taken", "period.turned"])
def test_a_period_is_closed_once_whenever_its_worker_dies(
    installation: Installation, step: str
) -> None:
    made = with_a_month_behind_it(issues_itself=True)
    dying = installation.start("worker", CALLBOARD_DIE_AT=step)
    until(lambda: killed(dying), f"the death at {step}")

    def closed() -> int:
        with scope.agency(made.pk):
            return Period.objects.filter(closed_at__isnull=False).count()

    assert closed() == (1 if step == "period.turned" else 0)
    installation.start("worker")
    until(closed, "the period was closed")
    with scope.agency(made.pk):
        first, present = Period.objects.select_related("terms", "client").order_by("starts_on")
        invoice = Invoice.objects.get()
        assert (invoice.period, invoice.number, invoice.state) == (first, "1001", State.PAID)
        assert invoice.total == statement.of(first).total == 0
        assert Credit.objects.get(carried_from=first).amount == 40_000 - 29_700 - 90
        assert statement.of(present).credits
        assert InvoiceSettings.objects.get().next_number == 1002
        assert InvoiceFile.objects.filter(invoice=invoice).count() == 1
        assert Entry.objects.filter(act="invoice.issued").count() == 1
        assert billed.differences(first.client) == ([], [])


def test_an_invoice_has_one_number_whenever_the_server_dies(installation: Installation) -> None:
    made = with_a_month_behind_it(issues_itself=False)
    with scope.agency(made.pk):
        ana = staff(made, "ana@northwind.example", "Ana Ruiz", Role.OWNER)
        period = Period.objects.select_related("client").get()
        periods.turn(period.client_id, timezone.now())
        invoice = Invoice.objects.get()
    page = f"/agency/clients/{period.client.public_id}/billing/invoices/{invoice.public_id}/"
    numbers = {"number taken": ("", 1001), "invoice.issued": ("1001", 1002)}
    for step, told in numbers.items():
        port = free_port()
        installation.environment = {"PORT": str(port), "CALLBOARD_DEMO": "1"}
        dying = installation.start("serve", CALLBOARD_DIE_AT=step)
        desk = signed_in(port, ana)
        with pytest.raises(requests.ConnectionError):
            desk.post(f"{page}issue/", page)
        until(lambda: killed(dying), f"the death at {step}")  # noqa: B023 - waited for here
        with scope.agency(made.pk):
            invoice.refresh_from_db()
            next_number = InvoiceSettings.objects.get().next_number
            assert (invoice.number, next_number) == told
            files = InvoiceFile.objects.filter(invoice=invoice).count()
            assert files == Entry.objects.filter(act="invoice.issued").count() == bool(told[0])
