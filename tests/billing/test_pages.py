"""What both sides see of a plan: figures that agree, and nothing of what is not theirs."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.billing import periods, plans
from callboard.billing.models import Credit, Plan, Rounding
from callboard.billing.plans import Offer
from callboard.calls import daily, waivers
from callboard.calls.models import Call
from callboard.people.roles import Role
from tests.cast import ANA, Cast, browser
from tests.portal.sounds import a_call

pytestmark = pytest.mark.django_db

OFFER = Offer("Front Desk", "USD", 29700, 5000, 10, 45, Rounding.PER_SECOND, 1, 14)
FORM = {
    "name": "Front Desk",
    "currency": "USD",
    "monthly_price": "297",
    "setup_fee": "",
    "included_minutes": "10",
    "extra_minute_price": "0.45",
    "rounding": "second",
    "period_day": "1",
    "due_days": "14",
    "tax_rate": "",
    "tax_name": "",
}


def today() -> date:
    """Of the client's calendar."""
    return timezone.now().astimezone(ZoneInfo("America/New_York")).date()


def bill(cast: Cast, **changes) -> None:
    offer = replace(OFFER, period_day=today().day, **changes)
    plans.begin(cast.bright_smile, offer, starts_on=today(), by=ANA)


def ring(cast: Cast, minutes: float) -> None:
    call = a_call(cast.bright_smile, duration_ms=int(minutes * 60_000))
    daily.move(None, daily.share_of(call))


def portal(cast: Cast) -> str:
    answer = browser(cast.northwind, cast.maya).get("/billing/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_without_a_plan_the_portal_has_no_billing(northwind: Cast) -> None:
    maya = browser(northwind.northwind, northwind.maya)
    assert maya.get("/billing/").status_code == 404
    assert "/billing/" not in maya.get("/calls/").content.decode()


def test_a_client_reads_what_it_used_and_what_it_pays(northwind: Cast) -> None:
    bill(northwind, setup_fee=0)
    ring(northwind, 9)
    page = portal(northwind)
    assert "9 min of 10 min used" in page
    assert 'data-tone="amber"' in page
    ring(northwind, 3.5)
    page = portal(northwind)
    assert "Extra so far: 2 min 30 s, $1.13." in page
    assert "Every call counts to the second." in page


def test_what_the_agency_does_not_show_is_not_on_the_page(northwind: Cast) -> None:
    bill(northwind)
    ring(northwind, 12)
    hidden = ("price", "usage", "extra", "next_invoice")
    northwind.bright_smile.visibility = {f"billing.{one}": "hidden" for one in hidden}
    northwind.bright_smile.save()
    page = portal(northwind)
    assert "Front Desk" in page
    for words in ("$", "min used", "Next invoice", "Extra"):
        assert words not in page


def test_where_all_figures_are_hidden_the_plan_is_not_an_empty_card(northwind: Cast) -> None:
    bill(northwind)
    items = ("price", "usage", "extra", "next_invoice", "invoices", "payment_method")
    hidden = {f"billing.{item}": "hidden" for item in items}
    Client.objects.filter(pk=northwind.bright_smile.pk).update(visibility=hidden)
    page = portal(northwind)
    assert "Northwind Voice bills this plan." in page
    assert 'class="columns"' not in page


def test_a_call_that_is_not_billed_costs_nothing_until_it_is_undone(northwind: Cast) -> None:
    bill(northwind)
    ring(northwind, 12)
    call = Call.objects.get()
    ana = browser(northwind.northwind, northwind.ana)
    path = f"/agency/calls/{call.public_id}/waiver/"
    assert ana.post(path, {"reason": " "}).status_code == 422
    assert ana.post(path, {"reason": "Our own test"}, follow=True).status_code == 200
    assert "0 min of" in portal(northwind)
    assert "Our own test" in ana.get(f"/agency/calls/{call.public_id}/").content.decode()
    again = ana.post(path, {"reason": "Another reason"}, follow=True)
    assert "This call is not billed already." in again.content.decode()
    assert (
        "Our own test"
        not in browser(northwind.northwind, northwind.maya)
        .get(f"/calls/{call.public_id}/")
        .content.decode()
    )
    ana.post(f"{path}end/")
    assert "12 min of" in portal(northwind)
    assert waivers.of_call(call.pk, northwind.bright_smile.pk) is None


def test_a_plan_that_cannot_be_says_at_each_field_what_to_enter(northwind: Cast) -> None:
    ana = browser(northwind.northwind, northwind.ana)
    own = f"/agency/clients/{northwind.bright_smile.public_id}/billing/"
    wrong = {"monthly_price": "297,00", "setup_fee": "-1", "extra_minute_price": "9" * 20}
    wrong |= {"included_minutes": "99999999999", "tax_rate": "101"}
    answer = ana.post(f"{own}plan/", FORM | wrong | {"starts_on": today().isoformat()})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ensure this value" not in page
    for told in (
        "Enter an amount with at most 2 decimals, like 297.50.",
        "Enter an amount without a minus, like 297.",
        "Enter at most $10,000,000,000.00.",
        "Enter a whole number of minutes, from 0 to 1,000,000.",
        "Enter a number from 0 to 100 with at most 3 decimals, like 8.25.",
    ):
        assert f">{told}</a>" in page, told
    assert all(f'value="{typed}"' in page for typed in wrong.values())


@pytest.mark.parametrize("typed", ["1000000", "100.0001", "-0.0001", "8.2555", "NaN", "much"])
def test_a_tax_that_cannot_be_is_told_once(northwind: Cast, typed: str) -> None:
    ana = browser(northwind.northwind, northwind.ana)
    own = f"/agency/clients/{northwind.bright_smile.public_id}/billing/"
    facts = {"tax_rate": typed, "starts_on": today().isoformat()}
    page = ana.post(f"{own}plan/", FORM | facts).text
    told = "Enter a number from 0 to 100 with at most 3 decimals, like 8.25."
    assert page.count(told) == 2, "in the summary and at the field"


def test_no_form_stands_in_a_paragraph_which_browsers_would_end_before_it(
    northwind: Cast,
) -> None:
    bill(northwind)
    ana = browser(northwind.northwind, northwind.ana)
    own = f"/agency/clients/{northwind.bright_smile.public_id}/billing/"
    page = ana.get(own).content.decode()
    assert "End Billing" in page
    assert "<p><form" not in page


def test_a_plan_is_set_up_and_changed_from_the_next_period_on(northwind: Cast) -> None:
    ana = browser(northwind.northwind, northwind.ana)
    own = f"/agency/clients/{northwind.bright_smile.public_id}/billing/"
    wrong = FORM | {"starts_on": "2020-01-01", "monthly_price": "a lot", "period_day": "32"}
    answer = ana.post(f"{own}plan/", wrong)
    assert answer.status_code == 422
    assert not Plan.objects.exists()
    assert ana.post(f"{own}plan/", FORM | {"starts_on": today().isoformat()}).status_code == 302
    period = periods.current(northwind.bright_smile.pk)
    assert period is not None
    assert period.terms.monthly_price == 29700
    ana.post(f"{own}plan/", FORM | {"monthly_price": "350", "begins": "next"})
    period.refresh_from_db()
    assert period.terms.monthly_price == 29700
    assert "$350.00 a month" in ana.get(own).content.decode()
    ana.post(f"{own}plan/", FORM | {"monthly_price": "360", "begins": "now"})
    period = periods.current(northwind.bright_smile.pk)
    assert period is not None
    assert period.terms.monthly_price == 36000
    assert plans.coming(northwind.bright_smile, period.starts_on) is None


def test_a_credit_is_given_and_taken_back(northwind: Cast) -> None:
    bill(northwind)
    ana = browser(northwind.northwind, northwind.ana)
    own = f"/agency/clients/{northwind.bright_smile.public_id}/billing/"
    given = {"kind": "minutes", "much": "1.5", "reason": "Silent"}
    assert ana.post(f"{own}credits/", given).status_code == 422
    given["much"] = "60"
    ana.post(f"{own}credits/", given)
    credit = Credit.objects.get()
    assert credit.minutes == 60
    ana.post(f"{own}credits/{credit.public_id}/removal/")
    credit.refresh_from_db()
    assert credit.removed_at is not None


@pytest.mark.parametrize(
    ("role", "sees", "changes"),
    [
        (Role.ADMIN, 200, 302),
        (Role.MANAGER, 200, 403),
        (Role.READ_ONLY, 200, 403),
        (Role.SUPPORT, 403, 403),
    ],
)
def test_who_sees_money_and_who_changes_it(northwind: Cast, role, sees, changes) -> None:
    bill(northwind)
    somebody = browser(northwind.northwind, northwind.staff[role])
    client = f"/agency/clients/{northwind.bright_smile.public_id}/"
    assert somebody.get(f"{client}billing/").status_code == sees
    assert somebody.get("/agency/billing/").status_code == sees
    assert ("$347" in somebody.get(client).content.decode()) == (sees == 200)
    assert somebody.post(f"{client}billing/ending/").status_code == changes


def test_a_billing_page_costs_the_same_for_many_calls(northwind: Cast) -> None:
    bill(northwind)
    maya = browser(northwind.northwind, northwind.maya)
    counts = []
    for _number in range(2):
        for _call in range(5):
            ring(northwind, 2)
        maya.get("/billing/")
        with CaptureQueriesContext(connection) as queries:
            maya.get("/billing/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
