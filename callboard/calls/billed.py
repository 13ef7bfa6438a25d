"""The ledger beside the calls it is about: entered where it is missing, compared, and mended."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Sum

from callboard.agencies.models import Client
from callboard.billing import costs, ledger, usage
from callboard.billing.costs import Cost
from callboard.billing.ledger import Counted
from callboard.billing.models import Entry, Period, Usage, Waiver
from callboard.billing.used import whole_seconds
from callboard.calls import daily
from callboard.calls.models import Call

# Halves to the even second, as Python rounds them for the pages.
_ENTER = """
INSERT INTO billing_entry
  (agency_id, client_id, call_id, started_at, seconds, minutes, cost, without_cost, is_waived, why)
SELECT agency_id, client_id, id, started_at, seconds, (seconds + 59) / 60,
  CAST(ROUND(COALESCE(cost, 0) * 1000000) AS BIGINT), CASE WHEN cost IS NULL THEN 1 ELSE 0 END,
  %s, ''
FROM (SELECT agency_id, client_id, id, started_at, cost, COALESCE(
    duration_ms / 1000 + CASE WHEN duration_ms %% 1000 > 500
      OR (duration_ms %% 1000 = 500 AND duration_ms / 1000 %% 2 = 1) THEN 1 ELSE 0 END,
    0) AS seconds
  FROM calls_call WHERE kept_aside = %s AND is_example = %s AND client_id = %s AND NOT EXISTS (
    SELECT 1 FROM billing_entry e WHERE e.call_id = calls_call.id
      AND e.client_id = calls_call.client_id)) AS missing
"""

_NOTHING = (0, Cost())


def counted(call: Call) -> Counted | None:
    share = daily.share_of(call)
    return share.counted if share else None


def enter(client: Client) -> None:
    """Calls that were written all at once, of a client whose calls no period has yet."""
    with connection.cursor() as cursor:
        cursor.execute(_ENTER, [False, False, False, client.pk])


def differences(client: Client) -> tuple[list[int], list[Period]]:
    """The calls and the periods of which the ledger says otherwise, at one moment."""
    with transaction.atomic():
        daily.hold([client.pk])
        return wrong(client), wrong_periods(client)


def wrong(client: Client) -> list[int]:
    """Calls whose entries differ from what they count for; the client is held."""
    rows = Entry.objects.filter(client=client).order_by().values_list("call")
    summed = rows.annotate(Sum("seconds"), Sum("cost"), Sum("without_cost"))
    kept = {
        call: (seconds, Cost(cost, unknown))
        for call, seconds, cost, unknown in summed.iterator(chunk_size=5000)
    }
    waived = set(Waiver.objects.filter(client=client).values_list("call", flat=True))
    found = []
    calls = Call.objects.filter(client=client, kept_aside=False).real().order_by()
    facts = calls.values_list("pk", "duration_ms", "cost").iterator(chunk_size=5000)
    for pk, duration_ms, dollars in facts:
        seconds = 0 if pk in waived else whole_seconds(duration_ms)
        # One without length and cost that came after its period's close has no entry.
        if kept.pop(pk, _NOTHING) != (seconds, costs.of_call(dollars)):
            found.append(pk)
    return found + [pk for pk, sums in kept.items() if sums != _NOTHING]


def wrong_periods(client: Client) -> list[Period]:
    """Whose roll-up differs from its entries."""
    found = []
    for period in Period.objects.filter(client=client):
        rows = Usage.objects.filter(period=period).values("of_period", *usage.SUMS)
        if _sums(rows) != _sums(usage.counted(period)):
            found.append(period)
    return found


def _sums(rows: Iterable[dict[str, int]]) -> dict[int, list[int]]:
    """By the period that they are of, where there is anything."""
    told = {row["of_period"]: [row[name] for name in usage.SUMS] for row in rows}
    return {key: sums for key, sums in told.items() if any(sums)}


def mend(client: Client) -> None:
    """A closed period stays: what was missing in it becomes a correction."""
    with transaction.atomic():
        daily.hold([client.pk])
        calls = wrong(client)
        for first in range(0, len(calls), ledger.AT_ONCE):
            some = calls[first : first + ledger.AT_ONCE]
            found = Call.objects.filter(client=client, pk__in=some).select_related("client")
            facts = {call.pk: counted(call) for call in found}
            ledger.settle({(client.pk, pk): facts.get(pk) for pk in some})
        for period in wrong_periods(client):
            usage.recount(period)
