"""`kill -9` of the worker: nothing acknowledged is lost, and a repetition is told."""

import signal
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from callboard.mail.models import MailState, OutgoingEmail
from callboard.people import batches
from callboard.people.models.batch import BatchAct
from callboard.people.roles import Role
from callboard.tenancy import scope
from callboard.worker import tasks
from callboard.worker.models import Heartbeat
from tests.cast import ANA, agency, client, invited, staff
from tests.mail.sink import serving
from tests.mail.test_fates import body
from tests.processes import Installation, until
from tests.worker.jobs import fail, mark, marks

pytestmark = pytest.mark.django_db(transaction=True)

STEPS = ["mail.claimed", "mail.before-data", "mail.after-data", "mail.told"]


def killed(process) -> bool:
    return bool(process.poll() == -signal.SIGKILL)


def pretend_long_ago() -> None:
    """As if the leases and the heartbeat of the dead had run out by themselves."""
    past = timezone.now() - timedelta(minutes=10)
    with scope.crossing_agencies("the test lets time pass for all"):
        OutgoingEmail.objects.filter(state=MailState.SENDING).update(leased_until=past)
    Heartbeat.objects.update(beat_at=past)


def due_mail() -> OutgoingEmail:
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(made.pk):
        invitation = invited(client(made, "Harbor Law Group", "intake@harborlaw.example"))
        past = timezone.now() - timedelta(seconds=1)
        OutgoingEmail.objects.filter(kind="invitation").update(next_at=past)
        return OutgoingEmail.objects.get(about=invitation.pk)


def state_of(mail: OutgoingEmail) -> str:
    with scope.agency(mail.agency_id):
        mail.refresh_from_db()
    return mail.state


@pytest.mark.parametrize("step", STEPS)
def test_o135_a_mail_survives_the_death_of_its_sender(installation: Installation, step) -> None:
    mail = due_mail()
    with serving() as server:
        installation.environment = {"EMAIL_URL": server.url}
        dying = installation.start("worker", CALLBOARD_DIE_AT=step)
        until(lambda: killed(dying), f"the death at {step}")
        sent_before = len(server.taken)
        pretend_long_ago()
        installation.start("worker")
        until(lambda: state_of(mail) == MailState.SENT, "the mail was sent")
        taken = server.taken
    arrived = {"mail.claimed": 0, "mail.before-data": 0, "mail.after-data": 1, "mail.told": 1}[step]
    assert sent_before == arrived
    # Whether a mail that was about to be handed over has arrived, nobody can know: it is told.
    assert mail.maybe_twice == (step in ("mail.before-data", "mail.after-data"))
    assert len(taken) == (2 if step == "mail.after-data" else 1)
    assert {one["Message-ID"] for one in taken} == {mail.message_id}
    assert len({body(one) for one in taken}) == 1


@pytest.mark.parametrize("step", ["task.claimed", "task.done"])
def test_a_task_survives_the_death_of_its_worker(installation: Installation, step: str) -> None:
    mark.enqueue("precious")
    dying = installation.start("worker", CALLBOARD_DIE_AT=step)
    until(lambda: killed(dying), f"the death at {step}")
    pretend_long_ago()
    assert tasks.requeue_lost(timezone.now()) == 1
    DBTaskResult.objects.update(run_after=timezone.now())
    installation.start("worker")
    until(lambda: DBTaskResult.objects.successful().count(), "the task was done")
    assert marks("precious") == {"task.claimed": 1, "task.done": 2}[step]


def test_a_send_to_many_goes_on_where_its_worker_died(installation: Installation) -> None:
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(made.pk):
        ana = staff(made, "ana@northwind.example", "Ana Ruiz", Role.OWNER)
        clients = [client(made, f"Dentist {n}", f"lee{n}@pine.example") for n in range(5)]
        past = timezone.now() - timedelta(minutes=1)
        batch = batches.start(
            made, clients, BatchAct.INVITE, key="0" * 16, by=ANA, user_id=ana.pk, at=past
        )
    dying = installation.start("worker", CALLBOARD_DIE_AT="batch item done")
    until(lambda: killed(dying), "the death in the middle")
    with scope.agency(made.pk):
        assert OutgoingEmail.objects.filter(kind="invitation").count() == 1
    pretend_long_ago()
    assert tasks.requeue_lost(timezone.now()) == 1
    DBTaskResult.objects.update(run_after=timezone.now())
    installation.start("worker")
    until(lambda: DBTaskResult.objects.successful().count(), "the rest was sent")
    with scope.agency(made.pk):
        mails = OutgoingEmail.objects.filter(kind="invitation").order_by("to_address")
        assert [mail.to_address for mail in mails] == [f"lee{n}@pine.example" for n in range(5)]
        batch.refresh_from_db()
    assert batch.ended_at is not None


def test_a_failed_task_is_tried_again_though_its_worker_died(installation: Installation) -> None:
    fail.enqueue("bad")
    dying = installation.start("worker", CALLBOARD_DIE_AT="task.failed")
    until(lambda: killed(dying), "the death at task.failed")
    assert DBTaskResult.objects.running().count() == 1
    pretend_long_ago()
    assert tasks.requeue_lost(timezone.now()) == 1


def test_two_workers_never_run_one_task_twice(installation: Installation) -> None:
    names = [f"task {n}" for n in range(30)]
    for name in names:
        mark.enqueue(name)
    first, second = installation.start("worker"), installation.start("worker")
    done = DBTaskResult.objects.successful()
    until(lambda: done.count() == len(names), "all were done")
    assert [marks(name) for name in names] == [1] * len(names)
    workers = {tuple(row.worker_ids) for row in done}
    assert all(len(ids) == 1 for ids in workers)
    for worker in (first, second):
        worker.send_signal(signal.SIGTERM)
    assert (first.wait(10), second.wait(10)) == (0, 0)


def test_o143_asked_to_end_the_worker_ends_cleanly(installation: Installation) -> None:
    worker = installation.start("worker")
    until(Heartbeat.objects.exists, "the worker's first heartbeat")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0
    assert not Heartbeat.objects.exists()
