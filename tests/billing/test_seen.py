"""What Billing shows where the agency hides some of it: nothing that tells the rest."""

from datetime import timedelta
from decimal import Decimal

import pytest

from callboard.agencies.models import Client
from callboard.billing import periods
from callboard.billing.models import Credit, Period, Usage
from callboard.billing.models.terms import Terms
from tests.billing.test_pages import bill, portal, ring
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def hide(cast: Cast, *names: str) -> None:
    hidden = {f"billing.{name}": "hidden" for name in names}
    Client.objects.filter(pk=cast.bright_smile.pk).update(visibility=hidden)


@pytest.fixture
def over(northwind: Cast) -> Cast:
    """12 of 10 minutes: $297.00, $50.00 to set it up, and $0.90 extra; 19% tax on all of it."""
    bill(northwind, setup_fee=5000)
    Terms.objects.update(tax_rate=Decimal(19), tax_name="VAT")
    ring(northwind, 12)
    return northwind


def corrected(cast: Cast) -> None:
    """The period before is closed; then 3 calls of 7 min came in late, and a credit was left."""
    period = periods.current(cast.bright_smile.pk)
    assert period is not None
    whose = {"agency": cast.northwind, "client": cast.bright_smile}
    closed = Period.objects.create(
        **whose,
        terms=period.terms,
        starts_on=period.starts_on - timedelta(days=30),
        ends_on=period.starts_on,
        full_days=30,
        closed_at=period.terms.client.created_at,
    )
    late = {"calls": 3, "seconds": 420, "minutes": 7}
    Usage.objects.create(**whose, period=closed, of_period=closed, seconds=600)
    Usage.objects.create(**whose, period=period, of_period=closed, **late)
    at = {"made_at": closed.closed_at, "period": period}
    Credit.objects.create(**whose, **at, carried_from=closed, amount=1234)
    Credit.objects.create(**whose, **at, amount=200, reason="For the outage")


def test_where_all_is_shown_all_of_it_adds_up(over: Cast) -> None:
    corrected(over)
    page = portal(over)
    for words in ("$0.90", "3 calls, 7 min", "$3.15", "$12.34", "$2.00", "VAT 19%", "So far"):
        assert words in page
    assert "There may be more" not in page


def test_a_hidden_extra_is_in_no_sum_that_tells_it(over: Cast) -> None:
    corrected(over)
    hide(over, "extra")
    page = portal(over)
    for words in ("$297.00", "$50.00", "$2.00", "For the outage", "There may be more to it."):
        assert words in page
    for words in ("Extra", "0.45", "0.90", "Correction", "3.15", "12.34", "VAT", "So far"):
        assert words not in page


def test_of_hidden_extra_minutes_only_the_included_ones_are_counted(over: Cast) -> None:
    hide(over, "extra")
    page = portal(over)
    assert "10 min of 10 min used" in page
    assert "(100%)" in page
    assert "12 min" not in page
    assert "0 min left" in page


def test_where_none_are_included_a_hidden_extra_leaves_no_minutes(northwind: Cast) -> None:
    bill(northwind, included_minutes=0)
    ring(northwind, 12)
    hide(northwind, "extra")
    page = portal(northwind)
    assert "Minutes" not in page
    assert "0 min" not in page
    hide(northwind)
    assert "12 min used" in portal(northwind)


def test_a_correction_tells_no_use_that_is_hidden(over: Cast) -> None:
    corrected(over)
    hide(over, "usage")
    page = portal(over)
    assert "Correction of" in page
    assert "$3.15" in page
    for words in ("3 calls", "7 min", "10 min", "12 min"):
        assert words not in page


def test_a_hidden_price_leaves_what_a_minute_beyond_it_costs(over: Cast) -> None:
    hide(over, "price", "usage")
    page = portal(over)
    assert "$0.45" in page
    assert "$297.00" not in page
