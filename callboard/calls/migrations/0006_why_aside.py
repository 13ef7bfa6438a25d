"""Why calls are kept aside that are, and the references of those that are here already."""

from django.db import migrations


def tell(apps, schema_editor):
    Call = apps.get_model("calls", "Call")
    Call.objects.filter(kept_aside=True).update(aside_why="draft")
    references = Call.objects.order_by().values_list("agent_reference", flat=True)
    for reference in references.exclude(agent_reference="").distinct():
        rows = Call.objects.filter(agent_reference=reference)
        rows.update(agent_references=[reference])


class Migration(migrations.Migration):

    dependencies = [("calls", "0005_whose")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
