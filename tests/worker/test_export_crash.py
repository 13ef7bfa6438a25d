"""`kill -9` in the middle of an export: the file is whole, and one mail tells of it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from callboard.calls import export_columns, exports
from callboard.calls.export_lines import Wanted
from callboard.calls.filters import Filters
from callboard.calls.models import CallExport
from callboard.mail.models import OutgoingEmail
from callboard.people.models import Membership
from callboard.tenancy import scope
from callboard.visibility import visibility
from callboard.worker import tasks
from callboard.worker.models import Heartbeat
from tests.cast import ANA, agency, client, member
from tests.portal.sounds import a_call
from tests.processes import Installation, until
from tests.worker.test_crashes import killed

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_export_survives_the_death_of_its_worker(installation: Installation) -> None:
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(made.pk):
        of = client(made, "Bright Smile Dental", "maya@brightsmile.example")
        maya = member(of)
        for number in range(700):
            a_call(of, caller_name=f"Caller {number}")
        reader = Membership.objects.select_related("client").get(user=maya)
        wanted = Wanted(
            filters=Filters(),
            days_zone=of.time_zone,
            zone=of.time_zone,
            address=made.url("/calls/"),
            columns=export_columns.chosen([], visibility.of(made, of)),
            reader=reader,
        )
        export = exports.ask(wanted, maya, by=ANA)
    dying = installation.start("worker", CALLBOARD_DIE_AT="export.written")
    until(lambda: killed(dying), "the death after the file was written")
    # As if the dead had been silent for long, and the pause before the next try were over.
    past = timezone.now() - timedelta(minutes=10)
    Heartbeat.objects.update(beat_at=past)
    assert tasks.requeue_lost(timezone.now()) == 1
    DBTaskResult.objects.update(run_after=past)
    installation.start("worker")
    until(lambda: is_ready(export), "the export is ready")
    with scope.agency(made.pk):
        assert export.rows == 700
        assert OutgoingEmail.objects.filter(kind="call_export").count() == 1
    files = list((installation.folder / "media" / "exports").iterdir())
    assert [file.name for file in files] == [f"{export.public_id}.csv"]
    assert files[0].read_text("utf-8").count("Caller ") == 700


def is_ready(export: CallExport) -> bool:
    with scope.agency(export.agency_id):
        export.refresh_from_db()
    return export.ready_at is not None
