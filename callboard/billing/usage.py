"""The roll-up of the ledger: what a period's entries come to."""

from collections import defaultdict
from typing import Any

from django.db import connection
from django.db.models import Count, Q, Sum

from callboard.billing.models import Entry, Period, Usage
from callboard.billing.models.entry import Why

_ADD = """
INSERT INTO billing_usage (agency_id, client_id, period_id, of_period_id,
  calls, seconds, minutes, cost, without_cost)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (period_id, of_period_id) DO UPDATE SET
  calls = billing_usage.calls + excluded.calls,
  seconds = billing_usage.seconds + excluded.seconds,
  minutes = billing_usage.minutes + excluded.minutes,
  cost = billing_usage.cost + excluded.cost,
  without_cost = billing_usage.without_cost + excluded.without_cost
"""
_Pair = tuple[int, int, int, int]
# What is added up, in this order.
SUMS = ("calls", "seconds", "minutes", "cost", "without_cost")


class Moved:
    """What is added to and taken from which roll-up, written with one statement each."""

    def __init__(self) -> None:
        self._net: dict[_Pair, list[int]] = defaultdict(lambda: [0] * len(SUMS))

    def add(self, entry: Entry) -> None:
        self._move(entry, 1)

    def take(self, entry: Entry) -> None:
        self._move(entry, -1)

    def _move(self, entry: Entry, sign: int) -> None:
        if entry.period_id is None or entry.of_period_id is None:
            return
        pair = entry.agency_id, entry.client_id, entry.period_id, entry.of_period_id
        is_billed = not entry.is_waived and entry.why != Why.COST
        told = is_billed, entry.seconds, entry.minutes, entry.cost, entry.without_cost
        for place, value in enumerate(told):
            self._net[pair][place] += sign * value

    def write(self) -> None:
        with connection.cursor() as cursor:
            for pair, change in sorted(self._net.items()):
                if any(change):
                    cursor.execute(_ADD, [*pair, *change])


def recount(period: Period) -> None:
    """Anew from its entries."""
    Usage.objects.filter(period=period).delete()
    Usage.objects.bulk_create(
        [
            Usage(
                agency_id=period.agency_id,
                client_id=period.client_id,
                period=period,
                of_period_id=row["of_period"],
                **{name: row[name] for name in SUMS},
            )
            for row in counted(period)
        ]
    )


def counted(period: Period) -> list[dict[str, Any]]:
    rows = Entry.objects.filter(client_id=period.client_id, period=period, of_period__isnull=False)
    return list(
        rows.order_by()
        .values("of_period")
        .annotate(
            calls=Count("pk", filter=Q(is_waived=False) & ~Q(why=Why.COST)),
            **{name: Sum(name) for name in SUMS[1:]},
        )
    )
