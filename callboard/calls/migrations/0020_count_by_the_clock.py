"""When the calls that are here already began, by their clients' clocks."""

from zoneinfo import ZoneInfo

from django.db import migrations

from callboard.calls.tallies import counted, rows


def count(apps, schema_editor):
    Call = apps.get_model("calls", "Call")
    tables = tuple(apps.get_model("calls", name) for name in ("DailyHours", "DailyReasons"))
    for client in apps.get_model("agencies", "Client").objects.order_by("pk").iterator():
        calls = Call.objects.filter(client=client, kept_aside=False, is_example=False).order_by()
        facts = calls.values_list("started_at", "result", "duration_ms", "reason")
        found = counted(facts.iterator(chunk_size=5000), ZoneInfo(client.time_zone))
        for table, fresh in zip(tables, rows(tables, client, found)):
            table.objects.bulk_create(fresh, batch_size=500)


class Migration(migrations.Migration):

    dependencies = [("calls", "0019_analytics")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
