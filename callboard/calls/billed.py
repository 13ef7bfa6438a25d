"""The ledger beside the calls it is about: entered where it is missing, compared, and mended."""

from collections import defaultdict

from django.db import connection, transaction
from django.db.models import Sum

from callboard.agencies.models import Client
from callboard.billing import ledger, usage
from callboard.billing.ledger import Counted
from callboard.billing.models import Entry, Period, Usage, Waiver
from callboard.billing.used import whole_seconds
from callboard.calls import daily
from callboard.calls.models import Call

# Halves to the even second, as Python rounds them for the pages.
_ENTER = """
INSERT INTO billing_entry
  (agency_id, client_id, call_id, started_at, seconds, minutes, is_waived, why)
SELECT agency_id, client_id, id, started_at, seconds, (seconds + 59) / 60, %s, ''
FROM (SELECT agency_id, client_id, id, started_at, COALESCE(
    duration_ms / 1000 + CASE WHEN duration_ms %% 1000 > 500
      OR (duration_ms %% 1000 = 500 AND duration_ms / 1000 %% 2 = 1) THEN 1 ELSE 0 END,
    0) AS seconds
  FROM calls_call WHERE kept_aside = %s AND is_example = %s AND client_id = %s AND NOT EXISTS (
    SELECT 1 FROM billing_entry e WHERE e.call_id = calls_call.id
      AND e.client_id = calls_call.client_id)) AS missing
"""


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
    kept: dict[int, int] = defaultdict(int)
    rows = Entry.objects.filter(client=client).order_by().values("call").annotate(s=Sum("seconds"))
    kept.update(rows.values_list("call", "s").iterator(chunk_size=5000))
    waived = set(Waiver.objects.filter(client=client).values_list("call", flat=True))
    found = []
    calls = Call.objects.filter(client=client, kept_aside=False).real().order_by()
    for pk, duration_ms in calls.values_list("pk", "duration_ms").iterator(chunk_size=5000):
        # One without length that came after its period's close has no entry.
        if kept.pop(pk, 0) != (0 if pk in waived else whole_seconds(duration_ms)):
            found.append(pk)
    return found + [pk for pk, seconds in kept.items() if seconds]


def wrong_periods(client: Client) -> list[Period]:
    """Whose roll-up differs from its entries."""
    found = []
    for period in Period.objects.filter(client=client):
        rows = Usage.objects.filter(period=period).exclude(calls=0, seconds=0, minutes=0)
        kept = {row.of_period_id: (row.calls, row.seconds, row.minutes) for row in rows}
        anew = {
            row["of_period"]: (row["calls"], row["seconds"], row["minutes"])
            for row in usage.counted(period)
        }
        if kept != {key: sums for key, sums in anew.items() if any(sums)}:
            found.append(period)
    return found


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
