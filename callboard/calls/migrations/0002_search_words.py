"""The full-text index behind the searched texts."""

from django.db import migrations

from callboard.calls.search import schema


def create(apps, schema_editor):
    schema.create(schema_editor.connection)


def drop(apps, schema_editor):
    schema.drop(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [("calls", "0001_squashed")]

    operations = [migrations.RunPython(create, drop)]
