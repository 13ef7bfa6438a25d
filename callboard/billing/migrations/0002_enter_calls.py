"""The calls that are here already: of no period, until their client has a plan."""

from django.db import migrations

ENTER = """
INSERT INTO billing_entry
  (agency_id, client_id, call_id, started_at, seconds, minutes, is_waived, why)
SELECT agency_id, client_id, id, started_at, seconds, (seconds + 59) / 60, %s, ''
FROM (SELECT agency_id, client_id, id, started_at, COALESCE(
    duration_ms / 1000 + CASE WHEN duration_ms %% 1000 > 500
      OR (duration_ms %% 1000 = 500 AND duration_ms / 1000 %% 2 = 1) THEN 1 ELSE 0 END,
    0) AS seconds
  FROM calls_call WHERE kept_aside = %s AND is_example = %s AND client_id IS NOT NULL) AS counted
"""


def enter(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(ENTER, [False, False, False])


class Migration(migrations.Migration):

    dependencies = [("billing", "0001_initial")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
