"""What clients pay: their plans, invoices, credits and calls that are not billed."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from callboard.agencies.models import Client
from callboard.billing import boundaries, credits, invoices, periods, plans, statement
from callboard.billing.models import Entry, Invoice
from callboard.billing.plans import Offer
from callboard.billing.used import MINUTE
from callboard.calls import waivers
from callboard.calls.models import Call
from callboard.demo.cast.billing import Billing, Uploaded
from callboard.demo.cast.business import Business
from callboard.demo.seed import stripe
from callboard.demo.seed.agencies import Cast
from callboard.demo.seed.moments import days_ago
from callboard.demo.seed.paper import paper


def keep(business: Business, client: Client, cast: Cast, now: datetime) -> None:
    """Runs inside a transaction and the agency's scope, after the calls."""
    billing = business.billing
    if billing is None:
        return
    today = now.astimezone(ZoneInfo(client.time_zone)).date()
    offer = _offer(billing, (today - timedelta(days=billing.days)).day)
    starts_on = boundaries.start_of(today, offer.period_day)
    for _number in range(billing.closed):
        starts_on = boundaries.start_of(starts_on - timedelta(days=1), offer.period_day)
    began = boundaries.midnight(starts_on, client.time_zone) + timedelta(hours=10)
    plans.begin(client, offer, starts_on=starts_on, by=cast.by, at=began)
    if billing.at_stripe:
        stripe.link(client, cast, began)
    _close(billing, client, cast)
    if billing.at_stripe:
        stripe.bill(client, now)
    _leave_unbilled(billing, client, cast, now)
    _fit(billing, client, cast, offer)
    if billing.credit:
        credits.give(
            client, amount=billing.credit, reason=billing.credit_reason, by=cast.by, at=now
        )
    if billing.uploaded is not None:
        _upload(billing.uploaded, business, client, cast, now)


def _close(billing: Billing, client: Client, cast: Cast) -> None:
    """Each closed period at its time, and what came of its invoice."""
    for _number in range(billing.closed):
        period = periods.current(client.pk)
        assert period is not None
        over = boundaries.midnight(period.ends_on, client.time_zone) + periods.SETTLED
        periods.turn(client.pk, over)
        if not billing.pays:
            continue
        invoice = Invoice.objects.get(period=period)
        invoices.issue(invoice, by=cast.by, at=over + timedelta(hours=7))
        day = period.ends_on + timedelta(days=6)
        paid_at = boundaries.midnight(day, client.time_zone) + timedelta(hours=14)
        invoices.mark_paid(invoice, on=day, reference="Transfer", by=cast.by, at=paid_at)


def _fit(billing: Billing, client: Client, cast: Cast, offer: Offer) -> None:
    """As many minutes as make the share that the demo tells of."""
    period = periods.current(client.pk)
    assert period is not None
    seconds = statement.of(period).billed_seconds
    fitting = replace(offer, included_minutes=max(1, seconds * 100 // (billing.used * MINUTE)))
    at = boundaries.midnight(period.starts_on, client.time_zone) + timedelta(hours=11)
    plans.change(client, fitting, now_already=True, by=cast.by, at=at)


def _upload(
    uploaded: Uploaded, business: Business, client: Client, cast: Cast, now: datetime
) -> None:
    at = days_ago(business, uploaded.issued_days, now)
    issued_on = at.date()
    invoice = invoices.upload(
        client,
        paper(cast.agency.name, client.name, uploaded.number, uploaded.total),
        number=uploaded.number,
        currency="USD",
        total=uploaded.total,
        issued_on=issued_on,
        due_on=(now - timedelta(days=uploaded.due_days)).date(),
        pay_link=uploaded.pay_link,
        by=cast.by,
        at=at,
    )
    if uploaded.is_paid:
        on, paid_at = issued_on + timedelta(days=3), at + timedelta(days=3)
        invoices.mark_paid(invoice, on=on, reference="Check 2041", by=cast.by, at=paid_at)


def _offer(billing: Billing, period_day: int) -> Offer:
    return Offer(
        name=billing.plan,
        currency="USD",
        monthly_price=billing.monthly_price,
        setup_fee=billing.setup_fee,
        included_minutes=billing.included_minutes,
        extra_minute_price=billing.extra_minute_price,
        rounding=billing.rounding,
        period_day=period_day,
        due_days=14,
    )


def _leave_unbilled(billing: Billing, client: Client, cast: Cast, now: datetime) -> None:
    """Its latest call."""
    if not billing.unbilled_reason:
        return
    latest = Entry.objects.filter(client=client, period__isnull=False).order_by("-started_at")[0]
    call = Call.objects.get(pk=latest.call_id)
    waivers.give(call, billing.unbilled_reason, by=cast.by, at=now)
