"""The database hangs up in the middle of a verb (PostgreSQL): all of it is there, or nothing."""

from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.utils import DatabaseError, InterfaceError

from callboard.agencies.models import Client
from callboard.audit.models import Entry
from callboard.mail.models import OutgoingEmail
from callboard.people import acceptance, invitations, links, revocation
from callboard.people.models import Invitation, Membership, Session, User
from callboard.tenancy import scope
from tests.cast import ANA, SOMEBODY, agency, client, invited, member, password_hash
from tests.processes import until

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

BLOCKED = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND wait_event_type = 'Lock'
"""


@pytest.fixture
def northwind(record_can_be_emptied):
    made = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    with scope.agency(made.pk):
        yield made


def everything() -> list[Any]:
    tables = (Client, Invitation, Membership, User, Session, Entry, OutgoingEmail)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


def end_whoever_waits() -> int:
    with connection.cursor() as cursor:
        # A transaction sees the activity of its beginning, unless it forgets what it saw.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(BLOCKED)
        return int(cursor.rowcount)


def cut_off(of: Client, verb: Callable[[], object]) -> None:
    """Runs the verb on a connection of its own until it waits for the row that is held here, and
    has the database end that connection.
    """
    faults: list[Exception] = []

    def run() -> None:
        try:
            with scope.agency(of.agency_id):
                verb()
        except (DatabaseError, InterfaceError) as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    thread = Thread(target=run)
    with transaction.atomic():
        Client.objects.select_for_update().get(pk=of.pk)
        thread.start()
        until(end_whoever_waits, "the verb waits and is cut off")
        thread.join()
    assert len(faults) == 1


def test_o136_an_acceptance_that_is_cut_off(northwind) -> None:
    dentist = client(northwind, "Dentist", "lee@pine.example")
    invitation = invited(dentist)
    accept = partial(
        acceptance.accept_as_new,
        links.reopen(invitation.selector),
        name="Lee Park",
        password_hash=password_hash(),
        by=SOMEBODY,
    )
    before = everything()
    cut_off(dentist, accept)
    assert everything() == before
    accept()
    assert Membership.objects.active().count() == 1


def test_o136_a_revocation_and_a_resend_that_are_cut_off(northwind) -> None:
    dentist, lawyer = (client(northwind, name, f"{name}@pine.example") for name in ("a", "b"))
    member(dentist)
    invited(lawyer)
    before = everything()
    cut_off(dentist, partial(revocation.revoke, dentist, by=ANA))
    cut_off(lawyer, partial(invitations.resend, lawyer, by=ANA))
    assert everything() == before
    revocation.revoke(dentist, by=ANA)
    invitations.resend(lawyer, by=ANA)
    assert not Membership.objects.active().exists()
    assert Invitation.objects.get(client=lawyer).generation == 2
