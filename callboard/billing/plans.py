"""What a client pays: set by the agency, from its next period on, or for all of the present one."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.billing import invoices, periods
from callboard.billing.holding import hold
from callboard.billing.models import Credit, Period, Plan, Terms


@dataclass(frozen=True, slots=True)
class Offer:
    """Money in minor units of `currency`, `tax_rate` in percent."""

    name: str
    currency: str
    monthly_price: int
    setup_fee: int
    included_minutes: int
    extra_minute_price: int
    rounding: str
    period_day: int
    due_days: int
    tax_rate: Decimal = Decimal(0)
    tax_name: str = ""


class CurrencyStays(Exception):
    """Something was credited or billed in the present currency."""


def offer_of(terms: Terms) -> Offer:
    return Offer(**{name: getattr(terms, name) for name in Offer.__dataclass_fields__})


def coming(client: Client, after: date) -> Terms | None:
    """What was decided on for the next period."""
    return Terms.objects.filter(client=client, begins_on__gt=after).order_by("-id").first()


def begin(
    client: Client, offer: Offer, *, starts_on: date, by: Actor, at: datetime | None = None
) -> Plan:
    """Bills a client from a day on, that of today or earlier, and the calls since then."""
    now = at or timezone.now()
    invoices.prepare()
    with transaction.atomic():
        held = hold(client.pk)
        plan = Plan.objects.filter(client=held).first()
        last = Period.objects.filter(client=held).order_by("starts_on").last()
        if plan is not None and (plan.ends_on is None or last is None):
            return plan
        if last is not None:
            starts_on = max(starts_on, last.ends_on)
            _check_currency(held, offer)
        plan = plan or Plan(client=held, agency_id=held.agency_id, created_at=now)
        plan.ends_on = None
        plan.save()
        terms = _write(held, offer, starts_on, now)
        periods.begin(held, terms, starts_on, first=True)
        _record("begun", held, by, now, after=_told(offer) | {"starts_on": starts_on.isoformat()})
        periods.turn_held(held, now)
    return plan


def change(
    client: Client, offer: Offer, *, now_already: bool, by: Actor, at: datetime | None = None
) -> None:
    """From the next period on; `now_already`: for all of the open one too, whose days stay as they
    are. Raises `CurrencyStays`.
    """
    now = at or timezone.now()
    with transaction.atomic():
        held = hold(client.pk)
        period = periods.current(held.pk)
        if period is None:
            return
        _check_currency(held, offer)
        waiting = coming(held, period.starts_on)
        before = offer_of(period.terms)
        if offer == before and waiting is None:
            return
        Terms.objects.filter(client=held, begins_on__gt=period.starts_on).delete()
        if now_already:
            period.terms = _write(held, offer, period.starts_on, now)
            period.save(update_fields=["terms"])
        elif offer != before:
            _write(held, offer, period.ends_on, now)
        after = _told(offer) | {"from": "now" if now_already else period.ends_on.isoformat()}
        _record("changed", held, by, now, before=_told(before), after=after)


def end(client: Client, *, by: Actor, at: datetime | None = None) -> bool:
    """No period after the present one. False where that is so already."""
    now = at or timezone.now()
    with transaction.atomic():
        held = hold(client.pk)
        period = periods.current(held.pk)
        rows = Plan.objects.filter(client=held, ends_on__isnull=True)
        if period is None or not rows.update(ends_on=period.ends_on):
            return False
        _record("ended", held, by, now, after={"ends_on": period.ends_on.isoformat()})
    return True


def go_on(client: Client, *, by: Actor, at: datetime | None = None) -> bool:
    """It does not end after all. False once it has, or where it was not to end."""
    now = at or timezone.now()
    with transaction.atomic():
        held = hold(client.pk)
        today = now.astimezone(ZoneInfo(held.time_zone)).date()
        if not Plan.objects.filter(client=held, ends_on__gt=today).update(ends_on=None):
            return False
        _record("goes_on", held, by, now)
    return True


def currency_stays(client: Client) -> bool:
    return bool(
        Period.objects.filter(client=client, closed_at__isnull=False).exists()
        or Credit.objects.filter(client=client, removed_at__isnull=True).exists()
    )


def _check_currency(client: Client, offer: Offer) -> None:
    latest = Terms.objects.filter(client=client).order_by("id").last()
    if latest is not None and latest.currency != offer.currency and currency_stays(client):
        raise CurrencyStays


def _write(client: Client, offer: Offer, begins_on: date, now: datetime) -> Terms:
    return Terms.objects.create(
        agency_id=client.agency_id,
        client=client,
        begins_on=begins_on,
        created_at=now,
        **asdict(offer),
    )


def _told(offer: Offer) -> dict[str, Any]:
    return asdict(offer) | {"tax_rate": str(offer.tax_rate)}


def _record(act: str, client: Client, by: Actor, at: datetime, **facts: Any) -> None:
    record(
        f"billing.{act}",
        agency_id=client.agency_id,
        client_id=client.pk,
        by=by,
        about=f"client:{client.public_id}",
        at=at,
        **facts,
    )
