"""What clients pay: their plans, credits and calls that are not billed."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from callboard.agencies.models import Client
from callboard.billing import boundaries, credits, periods, plans, statement, waivers
from callboard.billing.models import Entry
from callboard.billing.plans import Offer
from callboard.billing.used import MINUTE
from callboard.calls import billed
from callboard.calls.models import Call
from callboard.demo.cast.billing import Billing
from callboard.demo.cast.business import Business
from callboard.demo.seed.agencies import Cast
from callboard.demo.seed.moments import days_ago


def keep(business: Business, client: Client, cast: Cast, now: datetime) -> None:
    """Runs inside a transaction and the agency's scope, after the calls."""
    if business.billing is None:
        return
    billing = business.billing
    today = now.astimezone(ZoneInfo(client.time_zone)).date()
    offer = _offer(billing, (today - timedelta(days=billing.days)).day)
    starts_on = boundaries.start_of(today, offer.period_day)
    began = days_ago(business, business.since_days, now)
    plans.begin(client, offer, starts_on=starts_on, by=cast.by, at=began)
    _leave_unbilled(billing, client, cast, now)
    period = periods.current(client.pk)
    assert period is not None
    seconds = statement.of(period).billed_seconds
    fitting = replace(offer, included_minutes=seconds * 100 // (billing.used * MINUTE))
    plans.change(client, fitting, now_already=True, by=cast.by, at=began)
    if billing.credit:
        credits.give(
            client, amount=billing.credit, reason=billing.credit_reason, by=cast.by, at=now
        )


def _offer(billing: Billing, period_day: int) -> Offer:
    return Offer(
        name=billing.plan,
        currency="USD",
        monthly_price=billing.monthly_price,
        setup_fee=billing.setup_fee,
        included_minutes=0,
        extra_minute_price=billing.extra_minute_price,
        rounding=billing.rounding,
        period_day=period_day,
        due_days=14,
        tax_rate=Decimal(billing.tax_rate),
        tax_name=billing.tax_name,
    )


def _leave_unbilled(billing: Billing, client: Client, cast: Cast, now: datetime) -> None:
    """Its latest call."""
    if not billing.unbilled_reason:
        return
    latest = Entry.objects.filter(client=client, period__isnull=False).order_by("-started_at")[0]
    call = Call.objects.select_related("client").get(pk=latest.call_id)
    counted = billed.counted(call)
    assert counted is not None
    waivers.give(counted, call.public_id, billing.unbilled_reason, by=cast.by, at=now)
