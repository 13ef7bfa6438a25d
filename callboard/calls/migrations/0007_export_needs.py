"""What an export tells of. One of before may tell of anything: nobody knows what it was found by."""

from django.db import migrations, models

ANYTHING = [
    "bookings",
    "calls.call_back",
    "calls.export",
    "calls.flag",
    "calls.length",
    "calls.name",
    "calls.number",
    "calls.result",
    "calls.summary",
    "calls.transcript",
]


class Migration(migrations.Migration):

    dependencies = [("calls", "0006_of_result")]

    operations = [
        migrations.AddField(
            model_name="callexport",
            name="needs",
            field=models.JSONField(default=ANYTHING.copy),
        ),
        migrations.AlterField(
            model_name="callexport", name="needs", field=models.JSONField(default=list)
        ),
    ]
