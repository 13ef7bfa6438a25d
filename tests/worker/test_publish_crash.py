"""`kill -9` while settings are published: they are live once, and the page never says otherwise."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from callboard.agents.models import Connection, Publication
from callboard.agents.models.connection import SIMULATED
from callboard.agents.models.publication import Kind, State
from callboard.audit.models import Entry
from callboard.providers import publish
from callboard.providers.simulator import publisher as simulator
from callboard.tenancy import scope
from callboard.worker import tasks
from callboard.worker.models import Heartbeat
from tests.cast import ANA, agency, agent, client, connection
from tests.processes import Installation, until
from tests.worker.test_crashes import killed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("step", ["publish.begun", "publish.sent", "publish.live"])
def test_a_publication_survives_the_death_of_its_worker(
    installation: Installation, step: str
) -> None:
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(made.pk):
        line = connection(made)
        Connection.objects.filter(pk=line.pk).update(api_base=SIMULATED)
        line.refresh_from_db()
        robin = agent(client(made, "Bright Smile Dental"), line)
        one = publish.publish(robin, Kind.SETTINGS, {"greeting": "Hello"}, by=ANA)
    dying = installation.start("worker", CALLBOARD_DIE_AT=step)
    until(lambda: killed(dying), f"the death at {step}")
    with scope.agency(made.pk):
        one.refresh_from_db()
        heard = simulator.live(robin, Kind.SETTINGS).get("greeting")
    # Never live on the page without being live for callers.
    assert (one.state, heard) == {
        "publish.begun": (State.PUBLISHING, None),
        "publish.sent": (State.PUBLISHING, "Hello"),
        "publish.live": (State.LIVE, "Hello"),
    }[step]
    past = timezone.now() - timedelta(minutes=10)
    Heartbeat.objects.update(beat_at=past)
    assert tasks.requeue_lost(timezone.now()) == 1
    DBTaskResult.objects.update(run_after=past)
    installation.start("worker")
    until(lambda: DBTaskResult.objects.successful().count(), "the task was done")
    with scope.agency(made.pk):
        (live,) = Publication.objects.live()
        assert simulator.live(robin, Kind.SETTINGS) == {"greeting": "Hello"}
        assert Entry.objects.filter(act="agent_settings.went_live").count() == 1
    assert live.pk == one.pk
