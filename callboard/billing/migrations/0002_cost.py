"""What each call cost the agency, in its first entry; the calls that are not counted any more stay
at nothing, and so do corrections.
"""

from django.db import migrations, models

ENTRIES = """
UPDATE billing_entry SET
  cost = (SELECT CAST(ROUND(COALESCE(c.cost, 0) * 1000000) AS BIGINT)
    FROM calls_call c WHERE c.id = billing_entry.call_id),
  without_cost = (SELECT CASE WHEN c.cost IS NULL THEN 1 ELSE 0 END
    FROM calls_call c WHERE c.id = billing_entry.call_id)
WHERE EXISTS (SELECT 1 FROM calls_call c WHERE c.id = billing_entry.call_id
    AND c.client_id = billing_entry.client_id AND NOT c.kept_aside AND NOT c.is_example)
  AND NOT EXISTS (SELECT 1 FROM billing_entry e WHERE e.call_id = billing_entry.call_id
    AND e.client_id = billing_entry.client_id AND e.id < billing_entry.id)
"""
PERIODS = """
UPDATE billing_usage SET
  cost = COALESCE((SELECT SUM(e.cost) FROM billing_entry e
    WHERE e.client_id = billing_usage.client_id AND e.period_id = billing_usage.period_id
      AND e.of_period_id = billing_usage.of_period_id), 0),
  without_cost = COALESCE((SELECT SUM(e.without_cost) FROM billing_entry e
    WHERE e.client_id = billing_usage.client_id AND e.period_id = billing_usage.period_id
      AND e.of_period_id = billing_usage.of_period_id), 0)
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_squashed"), ("calls", "0001_squashed")]

    operations = [
        migrations.AddField("entry", "cost", models.BigIntegerField(default=0)),
        migrations.AddField("entry", "without_cost", models.SmallIntegerField(default=0)),
        migrations.AddField("usage", "cost", models.BigIntegerField(default=0)),
        migrations.AddField("usage", "without_cost", models.IntegerField(default=0)),
        migrations.AlterField(
            "entry",
            "why",
            models.CharField(
                blank=True,
                choices=[
                    ("late", "Late"),
                    ("length", "Length"),
                    ("gone", "Gone"),
                    ("waived", "Waived"),
                    ("billed", "Billed"),
                    ("cost", "Cost"),
                ],
                max_length=8,
            ),
        ),
        migrations.RunSQL(ENTRIES, migrations.RunSQL.noop),
        migrations.RunSQL(PERIODS, migrations.RunSQL.noop),
    ]
