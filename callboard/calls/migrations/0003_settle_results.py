"""What came of the calls that are here already, and the days' numbers by it."""

from zoneinfo import ZoneInfo

from django.db import migrations

from callboard.calls.daily import totals
from callboard.calls.results import told

AT_ONCE = 1000


def settle(apps, schema_editor):
    Call, DailyCalls = apps.get_model("calls", "Call"), apps.get_model("calls", "DailyCalls")
    some = []
    for call in Call.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        call.result = told(
            rank=call.rank,
            outcome=call.outcome,
            outbound=call.direction == "outbound",
            spoken=call.spoken,
        )
        some.append(call)
        if len(some) == AT_ONCE:
            Call.objects.bulk_update(some, ["result"])
            some = []
    Call.objects.bulk_update(some, ["result"])
    DailyCalls.objects.all().delete()
    for client in apps.get_model("agencies", "Client").objects.order_by("pk"):
        rows = Call.objects.filter(client=client, kept_aside=False).order_by()
        facts = rows.values_list("started_at", "result", "duration_ms").iterator(chunk_size=5000)
        DailyCalls.objects.bulk_create(
            DailyCalls(
                agency_id=client.agency_id,
                client=client,
                day=day,
                result=result,
                calls=calls,
                duration_ms=duration_ms,
            )
            for (day, result), (calls, duration_ms) in totals(
                facts, ZoneInfo(client.time_zone)
            ).items()
        )


class Migration(migrations.Migration):

    dependencies = [("calls", "0002_results")]

    operations = [migrations.RunPython(settle, migrations.RunPython.noop)]
