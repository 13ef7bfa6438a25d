"""Margins of clients: of one period by period, and of all of them over the same time. With a few
queries, however many clients and calls there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import models
from django.db.models import Count, Max, Min, OuterRef, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from callboard.agencies.models import Client
from callboard.billing import statement
from callboard.billing.costs import Cost
from callboard.billing.margin import Margin
from callboard.billing.models import Invoice, Period, Usage
from callboard.billing.models.invoice import State

PERIODS = 12
A_YEAR = timedelta(days=365)


class Over(models.TextChoices):
    PRESENT = "present", _("Present Period")
    LAST = "last", _("Last Period")
    YEAR = "year", _("Last 12 Months")


class By(models.TextChoices):
    """What the clients are ordered by; all but the name begin with the most."""

    NAME = "name", _("Client")
    BILLED = "billed", _("Billed")
    COST = "cost", _("Provider’s cost")
    MARGIN = "margin", _("Margin")
    PERCENT = "percent", _("Margin in percent")


@dataclass(frozen=True, slots=True)
class OfPeriod:
    period: Period
    margin: Margin

    @property
    def is_void(self) -> bool:
        """All of it: a price that Stripe billed was paid all the same."""
        invoice = _invoice(self.period)
        is_void = invoice is not None and invoice.state == State.VOID
        return is_void and not self.period.is_at_stripe


@dataclass(frozen=True, slots=True)
class OfClient:
    """`periods` of them, from the first one's beginning to the last one's end."""

    client: Client
    starts_on: date
    ends_on: date
    periods: int
    margin: Margin


def by_period(client: Client) -> list[OfPeriod]:
    """The latest first."""
    rows = Period.objects.filter(client=client).select_related("terms", "invoice", "client")
    periods = list(rows.order_by("-starts_on")[:PERIODS])
    earned = _earned(periods)
    used = Usage.objects.filter(period__in=[one.pk for one in periods])
    spent = _spent(used, "period_id")
    return [
        OfPeriod(
            one,
            Margin(
                one.terms.currency,
                earned[one.pk],
                spent.get(one.pk, Cost()),
            ),
        )
        for one in periods
    ]


def of_all(over: Over, today: date) -> list[OfClient]:
    """By name."""
    found = _present() if over == Over.PRESENT else _closed(over, today)
    return ordered(found, By.NAME)


def ordered(rows: Sequence[OfClient], by: By) -> list[OfClient]:
    """Those of which nothing can be said come last; currencies stay apart."""
    named = sorted(rows, key=lambda row: (row.client.name.casefold(), row.client.pk))
    if by == By.NAME:
        return named

    def place(row: OfClient) -> tuple[bool, bool, str, Decimal]:
        margin = row.margin
        value = {
            By.BILLED: margin.billed,
            By.COST: margin.cost.millionths if margin.cost_is_known else None,
            By.MARGIN: margin.amount,
            By.PERCENT: margin.percent,
        }[by]
        currency = margin.currency if by == By.BILLED else ""
        is_other = by == By.BILLED and not margin.is_comparable
        return value is None, is_other, currency, -Decimal(value or 0)

    return sorted(named, key=place)


def _present() -> list[OfClient]:
    rows = Period.objects.filter(closed_at__isnull=True, client__archived_at__isnull=True)
    rows = rows.select_related("terms", "client").order_by("starts_on")
    latest = {one.client_id: one for one in rows}
    return [
        OfClient(
            told.period.client,
            told.period.starts_on,
            told.period.ends_on,
            1,
            Margin(told.period.terms.currency, told.subtotal, told.cost),
        )
        for told in statement.of_many(list(latest.values()))
    ]


def _closed(over: Over, today: date) -> list[OfClient]:
    """Whoever has left since then was billed all the same."""
    periods = Period.objects.filter(closed_at__isnull=False)
    if over == Over.YEAR:
        periods = periods.filter(ends_on__gt=today - A_YEAR)
    else:
        earlier = periods.filter(client=OuterRef("client")).order_by("-starts_on")
        periods = periods.filter(pk=Subquery(earlier.values("pk")[:1]))
    spans = list(
        periods.order_by()
        .values("client_id")
        .annotate(
            currency=Max("terms__currency"),
            starts_on=Min("starts_on"),
            ends_on=Max("ends_on"),
            periods=Count("pk"),
        )
    )
    clients = Client.objects.in_bulk([span["client_id"] for span in spans])
    earned = _billed(periods)
    spent = _spent(Usage.objects.filter(period__in=periods.values("pk")), "client_id")
    return [
        OfClient(
            clients[client_id],
            span["starts_on"],
            span["ends_on"],
            span["periods"],
            Margin(span["currency"], earned.get(client_id, 0), spent.get(client_id, Cost())),
        )
        for span in spans
        for client_id in [span["client_id"]]
    ]


def _billed(periods: QuerySet[Period]) -> dict[int, int]:
    here = periods.filter(stripe_fee__isnull=True)
    rows = Invoice.objects.filter(period__in=here.values("pk")).exclude(state=State.VOID)
    summed = rows.order_by().values("client_id").annotate(sum=Sum("subtotal"))
    billed = {row["client_id"]: row["sum"] for row in summed}
    there = periods.filter(stripe_fee__isnull=False).select_related("terms", "invoice")
    earned = _earned(there)
    for one in there:
        billed[one.client_id] = billed.get(one.client_id, 0) + earned[one.pk]
    return billed


def _earned(periods: Iterable[Period]) -> dict[int, int]:
    """Of each period. What has no invoice of ours goes on, or is billed by Stripe altogether; where
    Stripe billed the price, an invoice of ours is the rest. One that is void brought nothing.
    """
    rest = statement.of_many([one for one in periods if _invoice(one) is None])
    earned = {told.period.pk: told.subtotal for told in rest}
    for one in periods:
        if invoice := _invoice(one):
            ours = 0 if invoice.state == State.VOID else invoice.subtotal
            earned[one.pk] = (one.stripe_fee or 0) + ours
    return earned


def _invoice(period: Period) -> Invoice | None:
    return getattr(period, "invoice", None)


def _spent(used: QuerySet[Usage], key: str) -> dict[int, Cost]:
    rows = used.order_by().values(key).annotate(sum=Sum("cost"), unknown=Sum("without_cost"))
    return {row[key]: Cost(row["sum"], row["unknown"]) for row in rows}
