"""With real workers, killed at every step of an example call: it ends all the same."""

import signal
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from callboard.agencies.models import Agency
from callboard.calls.models import Call, Recording, RecordingState
from callboard.examples import placing
from callboard.examples.models import ExampleCall
from callboard.examples.placing import Wish
from callboard.people.roles import Role
from callboard.tenancy import scope
from callboard.worker import tasks
from callboard.worker.models import Heartbeat
from tests.cast import ANA, agency, agent, client, connection, staff
from tests.processes import Installation, Running, until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def northwind(installation: Installation, settings) -> Agency:
    settings.MEDIA_ROOT = installation.folder / "media"
    return agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")


def placed(of: Agency, story: str = "books") -> ExampleCall:
    """A minute ago, so that all of it is due."""
    with scope.agency(of.pk):
        staff(of, "ana@northwind.example", "Ana Ruiz", Role.OWNER)
        dentist = client(of, "Bright Smile Dental")
        wish = Wish(agent(dentist, connection(of)), story, "dental")
        past = timezone.now() - timedelta(minutes=1)
        return placing.place(dentist, wish, key="0" * 16, by=ANA, at=past)


def is_over(of: Agency) -> bool:
    with scope.agency(of.pk):
        call = Call.objects.first()
        return call is not None and not call.is_live


def can_be_heard(of: Agency) -> bool:
    with scope.agency(of.pk):
        return Recording.objects.filter(state=RecordingState.STORED).exists()


def put_back_what_the_dead_had() -> None:
    """As if its lease and its heartbeat had run out by themselves."""
    Heartbeat.objects.update(beat_at=timezone.now() - timedelta(minutes=10))
    tasks.requeue_lost(timezone.now())
    DBTaskResult.objects.update(run_after=timezone.now())


def died(worker: Running) -> bool:
    return worker.poll() == -signal.SIGKILL


@pytest.mark.long
def test_a_worker_alone_brings_it_in_with_its_sound(
    installation: Installation, northwind: Agency
) -> None:
    placed(northwind)
    installation.start("worker")
    until(lambda: can_be_heard(northwind), "the example could be heard")
    assert is_over(northwind)
    with scope.agency(northwind.pk):
        assert ExampleCall.objects.get().told_at is not None
        call = Call.objects.get()
        assert (call.is_example, call.kept_aside) == (True, False)
        assert call.recording.content_type == "audio/mpeg"
    assert "Traceback" not in installation.said()


@pytest.mark.long
@pytest.mark.parametrize(
    "step",
    [
        "example.ringing.sent",
        "example.reported",
        "example.reported.sent",
        "recording.stored",
    ],
)
def test_wherever_the_worker_is_killed_the_call_ends(
    installation: Installation, northwind: Agency, step: str
) -> None:
    placed(northwind, "hung-up")
    dying = installation.start("worker", CALLBOARD_DIE_AT=step)
    until(lambda: died(dying), f"the death at {step}")
    put_back_what_the_dead_had()
    installation.start("worker")
    until(lambda: is_over(northwind), "the call ended")
    until(lambda: can_be_heard(northwind), "the example could be heard")
    with scope.agency(northwind.pk):
        assert Call.objects.count() == 1


def test_what_all_its_tasks_failed_to_tell_is_asked_for_once_more(
    installation: Installation, northwind: Agency
) -> None:
    """No call is live for ever."""
    placed(northwind, "hung-up")
    DBTaskResult.objects.all().delete()
    later = timezone.now() + timedelta(hours=1)
    with scope.crossing_agencies("as the housekeeping does"):
        placing.tell_overdue(later)
    DBTaskResult.objects.update(run_after=timezone.now())
    installation.start("worker")
    until(lambda: is_over(northwind), "the call ended")
