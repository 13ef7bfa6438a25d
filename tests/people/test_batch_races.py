"""Many invitations at once, by several workers at once (PostgreSQL)."""

from functools import partial

import pytest
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.mail.models import OutgoingEmail
from callboard.people import batches
from callboard.people.models import Batch
from callboard.people.models.batch import BatchAct, ItemState
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests.cast import ANA, agency, client, staff
from tests.people.test_races import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
MANY = 24


@pytest.fixture
def northwind(record_can_be_emptied):
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(made.pk):
        yield made


def started(of: Agency, key: str = "0123456789abcdef") -> Batch:
    ana = staff(of, "ana@northwind.example", "Ana Ruiz", Role.OWNER)
    clients = [client(of, f"Dentist {n}", f"lee{n}@pine.example") for n in range(MANY)]
    return batches.start(of, clients, BatchAct.INVITE, key=key, by=ANA, user_id=ana.pk)


def test_three_workers_mail_each_client_once(northwind) -> None:
    batch = started(northwind)
    at_once(*[partial(batches.work_through.func, northwind.pk, batch.pk)] * 3)
    mails = OutgoingEmail.objects.filter(kind="invitation")
    assert mails.count() == len({mail.to_address for mail in mails}) == MANY
    assert batch.items.filter(state=ItemState.DONE).count() == MANY


def test_stopped_while_it_runs_each_client_is_mailed_or_left_alone(northwind) -> None:
    batch = started(northwind)
    _worked, stopped = at_once(
        partial(batches.work_through.func, northwind.pk, batch.pk),
        partial(batches.stop, batch, by=ANA, at=timezone.now()),
    )
    mails = OutgoingEmail.objects.filter(kind="invitation")
    assert mails.count() == MANY - stopped
    batch.refresh_from_db()
    assert batch.ended_at is not None


def test_one_form_sent_by_two_clicks_at_once_is_one_batch(northwind) -> None:
    ana = staff(northwind, "ana@northwind.example", "Ana Ruiz", Role.OWNER)
    clients = [client(northwind, f"Dentist {n}", f"lee{n}@pine.example") for n in range(3)]
    start = partial(batches.start, northwind, clients, BatchAct.INVITE, by=ANA, user_id=ana.pk)
    first, second = at_once(*[partial(start, key="0123456789abcdef")] * 2)
    assert first.pk == second.pk
    assert first.items.count() == 3
