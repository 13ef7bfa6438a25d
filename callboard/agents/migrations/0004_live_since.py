"""Agents that are deployed already count as live since they were added."""

from django.db import migrations
from django.db.models import F


def since_added(apps, schema_editor):
    deployed = apps.get_model("agents", "Agent").objects.filter(stage="deployed")
    deployed.update(live_since=F("created_at"))


class Migration(migrations.Migration):

    dependencies = [("agents", "0003_whose")]

    operations = [migrations.RunPython(since_added, migrations.RunPython.noop)]
