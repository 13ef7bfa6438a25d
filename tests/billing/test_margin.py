"""What is left of what clients pay: exact, no more than is known, and never a client's to see."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from callboard.agencies.models import Client
from callboard.audit.models import Entry as Recorded
from callboard.billing import client_margins, invoices, periods, plans
from callboard.billing.client_margins import By, Over
from callboard.billing.costs import Cost, column, of_call
from callboard.billing.margin import Margin, totals
from callboard.billing.models import Entry, Invoice, Usage
from callboard.calls import aside, billed, daily
from callboard.people.roles import Role
from tests.billing.test_invoices import CLOSED, FIRST, bill
from tests.billing.test_pages import OFFER
from tests.cast import ANA, Cast, browser, client
from tests.portal.sounds import a_call

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 1)


def ring(of: Client, cost: str | None, at: datetime = FIRST, minutes: int = 2):
    call = a_call(of, cost=cost and Decimal(cost), started_at=at, duration_ms=minutes * 60_000)
    daily.move(None, daily.share_of(call))
    return call


def test_what_is_left_is_what_is_billed_less_the_cost_to_the_cent() -> None:
    some = Margin("USD", 29_700, of_call(Decimal("12.345678")))
    assert (some.cents, some.amount, some.percent) == (1235, 28_465, Decimal("95.8"))
    assert some.exact == Decimal("284.654322")
    assert not some.is_at_most
    lost = Margin("USD", 100, of_call(Decimal("3.005")))
    assert (lost.cents, lost.amount, lost.percent) == (301, -201, Decimal(-201))
    assert Margin("USD", 0, Cost()).percent is None
    assert Margin("USD", 100_000, Cost(10_000)).percent == Decimal("99.9")


def test_of_calls_whose_cost_is_not_known_it_says_at_most_or_nothing() -> None:
    partly = Margin("USD", 1000, Cost(2_000_000, 3))
    assert (partly.amount, partly.is_at_most) == (800, True)
    nowhere = Margin("USD", 1000, Cost(0, 3))
    assert (nowhere.amount, nowhere.exact, nowhere.cost_is_known) == (None, None, False)


def test_another_currency_has_no_margin_and_no_share_of_a_total() -> None:
    euros, dollars = Margin("EUR", 900, Cost(1_000_000)), Margin("USD", 500, Cost(1_000_000))
    assert (euros.amount, euros.percent, euros.exact) == (None, None, None)
    assert totals([euros, dollars, dollars]) == [Margin("USD", 1000, Cost(2_000_000)), euros]


@pytest.mark.parametrize(
    ("costs", "words"),
    [
        (["0.0842", "0.1", "-1200", None], ["$0.0842", "$0.1000", "-$1,200.0000", "not known"]),
        (["0", "10"], ["$0.00", "$10.00"]),
        ([None], ["not known"]),
        ([], []),
    ],
)
def test_costs_of_calls_are_told_as_exactly_as_they_are_known_and_in_line(costs, words) -> None:
    assert column(of_call(cost and Decimal(cost)) for cost in costs) == words


@pytest.fixture
def billed_twice(northwind: Cast) -> Cast:
    """Bright Smile: two months closed, a third begun. Harbor Law pays in euros, for one."""
    bill(northwind.bright_smile, setup_fee=0)
    bill(northwind.harbor_law, currency="EUR", setup_fee=0)
    ring(northwind.bright_smile, "1.234567")
    ring(northwind.bright_smile, None)
    ring(northwind.harbor_law, "2")
    periods.turn(northwind.bright_smile.pk, CLOSED[0])
    periods.turn(northwind.harbor_law.pk, CLOSED[0])
    ring(northwind.bright_smile, "0.5", CLOSED[0])
    periods.turn(northwind.bright_smile.pk, CLOSED[1])
    ring(northwind.bright_smile, "0.25", CLOSED[1])
    return northwind


def seen(over: Over) -> dict[str, Margin]:
    return {row.client.name: row.margin for row in client_margins.of_all(over, TODAY)}


def test_margins_of_all_clients_over_a_time(billed_twice: Cast) -> None:
    dentist, lawyers = billed_twice.bright_smile.name, billed_twice.harbor_law.name
    assert seen(Over.PRESENT)[dentist] == Margin("USD", 29_700, Cost(250_000))
    assert seen(Over.LAST)[dentist] == Margin("USD", 29_700, Cost(500_000))
    assert seen(Over.YEAR) == {
        dentist: Margin("USD", 59_400, Cost(1_734_567, 1)),
        lawyers: Margin("EUR", 29_700, Cost(2_000_000)),
    }
    later = client_margins.of_all(Over.YEAR, TODAY + timedelta(days=365))
    assert later == []


def test_periods_of_one_client_have_the_margins_that_its_invoices_have(billed_twice: Cast) -> None:
    rows = client_margins.by_period(billed_twice.bright_smile)
    assert [row.margin for row in rows] == [
        Margin("USD", 29_700, Cost(250_000)),
        Margin("USD", 29_700, Cost(500_000)),
        Margin("USD", 29_700, Cost(1_234_567, 1)),
    ]
    invoices.void(Invoice.objects.get(period=rows[1].period), reason="A gift", by=ANA)
    assert client_margins.by_period(billed_twice.bright_smile)[1].margin.billed == 0
    assert seen(Over.LAST)[billed_twice.bright_smile.name].billed == 0


def test_clients_are_ordered_by_what_is_asked_and_the_unknown_come_last(billed_twice: Cast) -> None:
    rows = client_margins.of_all(Over.YEAR, TODAY)
    dentist, lawyers = billed_twice.bright_smile.name, billed_twice.harbor_law.name
    for by, names in {
        By.NAME: sorted([dentist, lawyers]),
        By.COST: [lawyers, dentist],
        By.BILLED: [dentist, lawyers],
        By.MARGIN: [dentist, lawyers],
        By.PERCENT: [dentist, lawyers],
    }.items():
        assert [row.client.name for row in client_margins.ordered(rows, by)] == names


def test_staff_read_the_margins_and_take_them_along(billed_twice: Cast) -> None:
    ana = browser(billed_twice.northwind, billed_twice.ana)
    page = ana.get("/agency/billing/margin/?over=year&by=margin").text
    for words in ("$594.00", "$1.73", "without 1 call", "at most", "$592.27", "US dollars"):
        assert words in page
    own = f"/agency/clients/{billed_twice.bright_smile.public_id}/billing/"
    assert "Cost and margin" in ana.get(own).text
    assert "$0.25" in ana.get(f"{own}calls/").text
    answer: Any = ana.post("/agency/billing/margin/margin.csv", {"over": "year", "by": "name"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert [line.split(",")[3:] for line in lines[1:]] == [
        ["2", "USD", "594.00", "1.734567", "1", "592.265433"],
        ["1", "EUR", "297.00", "2.000000", "0", ""],
    ]
    assert Recorded.objects.filter(act="margin.exported").count() == 1


@pytest.mark.parametrize("query", ["?over=x&by=y&page=0", "?over=&by=%00&page=99999", "?page=-1"])
def test_what_cannot_be_asked_for_shows_the_first_page(northwind: Cast, query: str) -> None:
    ana = browser(northwind.northwind, northwind.ana)
    assert ana.get(f"/agency/billing/margin/{query}").status_code == 200


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.MANAGER, 200), (Role.READ_ONLY, 200), (Role.SUPPORT, 403)]
)
def test_who_may_not_see_money_sees_no_margin(northwind: Cast, role: Role, sees: int) -> None:
    somebody = browser(northwind.northwind, northwind.staff[role])
    assert somebody.get("/agency/billing/margin/").status_code == sees
    assert somebody.post("/agency/billing/margin/margin.csv").status_code == sees


def test_a_client_never_reads_what_its_calls_cost(billed_twice: Cast) -> None:
    for invoice in Invoice.objects.filter(client=billed_twice.bright_smile):
        invoices.issue(invoice, by=ANA, at=CLOSED[1])
    maya = browser(billed_twice.northwind, billed_twice.maya)
    for path in ("/billing/", "/home/"):
        page = maya.get(path).text.lower()
        for forbidden in ("cost", "margin", "$1.23", "$0.25", "1234567"):
            assert forbidden not in page
    assert maya.get("/agency/billing/margin/").status_code == 404
    assert maya.post("/agency/billing/margin/margin.csv").status_code == 404


@pytest.mark.parametrize("over", list(Over))
def test_as_many_statements_for_many_clients(northwind: Cast, over: Over) -> None:
    ana = browser(northwind.northwind, northwind.ana)
    counts = []
    for number in range(2):
        for place in range(3):
            one = client(northwind.northwind, f"Dentist {number} {place}")
            bill(one)
            ring(one, "0.5")
            periods.turn(one.pk, CLOSED[1])
        path = f"/agency/billing/margin/?over={over.value}"
        ana.get(path)
        with CaptureQueriesContext(connection) as queries:
            ana.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9


def test_a_ledger_from_before_costs_were_kept_has_them_afterwards(northwind: Cast) -> None:
    plans.begin(northwind.bright_smile, OFFER, starts_on=date(2026, 1, 31), by=ANA, at=FIRST)
    ring(northwind.bright_smile, "0.123456")
    ring(northwind.bright_smile, None)
    hidden = ring(northwind.bright_smile, "7")
    periods.turn(northwind.bright_smile.pk, CLOSED[1])
    aside.keep(hidden, by=ANA)
    Entry.objects.update(cost=0, without_cost=0)
    Usage.objects.update(cost=0, without_cost=0)
    step = import_module("callboard.billing.migrations.0002_cost")
    with connection.cursor() as cursor:
        cursor.execute(step.ENTRIES)
        cursor.execute(step.PERIODS)
    assert billed.differences(northwind.bright_smile) == ([], [])
    assert [one.cost for one in Entry.objects.filter(call=hidden)] == [0, 0]
    assert Entry.objects.aggregate(models.Sum("cost"))["cost__sum"] == 123_456
