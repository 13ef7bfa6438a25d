"""What happens at the same instant as a period's close, or another invoice.

On PostgreSQL, with a connection for each: SQLite has one writer and hides it.
"""

from contextlib import suppress
from datetime import date
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from callboard.billing import invoice_settings, invoices, periods, statement
from callboard.billing.invoice_settings import Choices
from callboard.billing.invoices import NumberTaken
from callboard.billing.models import Invoice, InvoiceFile, InvoiceSettings, Period
from callboard.billing.models.invoice import State
from callboard.calls import aside, billed, waivers
from callboard.calls.models import Call
from tests import cast as people
from tests.cast import ANA
from tests.inbox.conftest import House
from tests.inbox.test_ledger import BEFORE_MIDNIGHT, LATER, bill, told
from tests.inbox.test_races import at_once

pytestmark = pytest.mark.postgres


def hear(house: House, call: str, *, duration_ms: int = 125_000) -> Call:
    with transaction.atomic():
        return told(house.line, BEFORE_MIDNIGHT, call, duration_ms=duration_ms)


def shown_is_billed(house: House) -> None:
    """Every period that is over has one invoice, of what its page says; and each call is in it."""
    client = house.line.client
    assert billed.differences(client) == ([], [])
    for period in Period.objects.filter(closed_at__isnull=False).select_related("terms", "client"):
        shown = statement.of(period)
        invoice = Invoice.objects.get(period=period)
        assert (invoice.subtotal, invoice.total) == (shown.subtotal, shown.total)
        assert sum(line["amount"] for line in invoice.lines) == invoice.subtotal


def numbers() -> list[str]:
    rows = Invoice.objects.filter(period__isnull=False).exclude(number="")
    return list(rows.order_by("id").values_list("number", flat=True))


def test_many_closers_at_once_make_one_invoice(house: House) -> None:
    agency = house.line.client.agency
    invoice_settings.change(agency, Choices("", True, "", ""), by=ANA)
    bill(house.line.client)
    hear(house, "a")
    at_once(house, *[partial(periods.turn, house.line.client.pk, LATER[1])] * 6)
    assert Period.objects.count() == 3
    assert numbers() == ["1001", "1002"]
    assert InvoiceFile.objects.count() == 2
    shown_is_billed(house)


def test_calls_that_come_in_while_their_period_closes_are_billed_once(house: House) -> None:
    bill(house.line.client)

    def come_in(names: str) -> None:
        for name in names:
            hear(house, name)
            hear(house, name, duration_ms=65_000)

    def close() -> None:
        for now in LATER:
            periods.turn(house.line.client.pk, now)

    at_once(house, partial(come_in, "abcdef"), partial(come_in, "ghijkl"), close, close)
    assert Call.objects.count() == 12
    shown_is_billed(house)
    rows = Period.objects.select_related("terms", "client")
    # 12 calls of two minutes each, one included, whichever of the periods they were paid in.
    extra = sum(
        one.extra + sum(correction.amount for correction in one.corrections)
        for one in map(statement.of, rows)
    )
    assert extra == (12 * 2 - 1) * 45


def test_calls_left_unbilled_while_their_period_closes_and_their_length_is_told(
    house: House,
) -> None:
    bill(house.line.client)
    calls = [hear(house, name) for name in "abcdefgh"]

    def leave() -> None:
        for call in calls:
            waivers.give(call, "A test", by=ANA)

    def think_better() -> None:
        for call in calls:
            waivers.take_back(call, by=ANA)

    def tell() -> None:
        for call in calls:
            hear(house, call.external_id, duration_ms=185_000)

    def hide() -> None:
        for call in calls[::2]:
            aside.keep(call, by=ANA)

    at_once(
        house,
        leave,
        think_better,
        tell,
        hide,
        partial(periods.turn, house.line.client.pk, LATER[0]),
    )
    shown_is_billed(house)


def test_numbers_have_no_gap_and_no_double_whoever_issues(house: House) -> None:
    agency = house.line.client.agency
    others = [people.client(agency, f"Dentist {number}") for number in range(3)]
    for client in (house.line.client, *others):
        bill(client)
        periods.turn(client.pk, LATER[2])
    drafts = list(Invoice.objects.select_related("client"))
    assert len(drafts) == 12

    def issue() -> None:
        for draft in drafts:
            invoices.issue(draft, by=ANA)

    def throw_away() -> None:
        for draft in drafts[::3]:
            invoices.void(draft, reason="A gift", by=ANA)

    def upload() -> None:
        for number in ("1003", "1009"):
            with_number(house, number)

    at_once(house, issue, issue, throw_away, upload)
    taken = sorted(Invoice.objects.exclude(number="").values_list("number", flat=True))
    # The agency's own 1003 and 1009 were taken by whoever came first.
    assert taken == [str(1001 + place) for place in range(len(taken))] or taken[-1] == "1009"
    assert len(set(taken)) == len(taken)
    assert not Invoice.objects.filter(state=State.DRAFT).exists()
    mine = {int(number) for number in numbers()}
    assert set(range(1001, InvoiceSettings.objects.get().next_number)) - mine <= {1003, 1009}


def with_number(house: House, number: str) -> None:
    with suppress(NumberTaken):
        invoices.upload(
            house.line.client,
            b"%PDF-1.7 %%EOF",
            number=number,
            currency="USD",
            total=100,
            issued_on=date(2026, 3, 1),
            due_on=timezone.now().date(),
            pay_link="",
            by=ANA,
        )
