"""Of the calls that are here already: who rang for the first time, and who had rung before."""

from zoneinfo import ZoneInfo

from django.db import migrations

from callboard.calls.callers import FIRST, NUMBERLESS, REPEAT
from callboard.calls.daily import FACTS, totals


def count(apps, schema_editor):
    Call, DailyCalls = (apps.get_model("calls", name) for name in ("Call", "DailyCalls"))
    columns = (FIRST, REPEAT, NUMBERLESS)
    for client in apps.get_model("agencies", "Client").objects.order_by("pk").iterator():
        calls = Call.objects.filter(client=client, kept_aside=False, is_example=False)
        facts = calls.order_by("started_at", "id").values_list(*FACTS)
        found = totals(facts.iterator(chunk_size=5000), ZoneInfo(client.time_zone))
        rows = [row for row in DailyCalls.objects.filter(client=client) if (row.day, row.result) in found]
        for row in rows:
            for name in columns:
                setattr(row, name, found[row.day, row.result][name])
        DailyCalls.objects.bulk_update(rows, columns, batch_size=200)


class Migration(migrations.Migration):

    dependencies = [("calls", "0004_callers")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
