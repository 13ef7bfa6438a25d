"""What has to work: each check answers "" when it does, else one sentence with the mend."""

import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from callboard.audit import triggers
from callboard.worker.models import Heartbeat

SILENT_AFTER = timedelta(seconds=60)


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def migrations() -> str:
    """The schema is the code's: not older, not newer, and the audit record protected."""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    if executor.migration_plan(loader.graph.leaf_nodes()):
        return "The database is older than this version. Run: callboard migrate"
    replaced = {old for squashed in loader.replacements.values() for old in squashed.replaces}
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations) - replaced
    if any(app in loader.migrated_apps for app, _name in unknown):
        return "The database is newer than this version. Install the version that made it."
    if triggers.missing():
        return "The audit record is not protected. Run: callboard migrate"
    return ""


def storage() -> str:
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"ok")
    return ""


def worker() -> str:
    latest = Heartbeat.objects.order_by("-beat_at").first()
    if latest is None or timezone.now() - latest.beat_at > SILENT_AFTER:
        return "No worker is running. Start one: callboard worker"
    return ""


CHECKS = {
    "database": database,
    "migrations": migrations,
    "storage": storage,
    "worker": worker,
}
