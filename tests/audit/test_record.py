"""The record is append-only, in the database itself."""

import pytest
from django.db import DatabaseError, connection, transaction

from callboard.audit import triggers
from callboard.audit.models import Entry
from callboard.tenancy import scope
from tests.cast import Cast


@pytest.fixture
def entry(cast: Cast):
    with scope.agency(cast.northwind.pk):
        yield Entry.objects.order_by("id").first()


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: Entry.objects.filter(pk=entry.pk).update(act="nothing.happened"),
        lambda entry: Entry.objects.filter(pk=entry.pk).delete(),
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: connection.cursor().execute("DELETE FROM audit_entry"),
        lambda entry: connection.cursor().execute("UPDATE audit_entry SET ip = ''"),
    ],
)
def test_o149_an_entry_is_neither_changed_nor_deleted(entry: Entry, change) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(entry)
    assert Entry.objects.filter(pk=entry.pk, act=entry.act).exists()


def test_o149_a_missing_trigger_is_noticed(db) -> None:
    assert triggers.missing() == []
    with transaction.atomic():
        triggers.drop()
        assert len(triggers.missing()) == 2
        triggers.ensure()
    assert triggers.missing() == []


def test_o150_each_step_of_an_invitation_is_one_entry(cast: Cast) -> None:
    from callboard.people import revocation
    from tests.cast import ANA, invited

    with scope.agency(cast.northwind.pk):
        revocation.revoke(cast.bright_smile, by=ANA)
        invited(cast.bright_smile)
        entries = Entry.objects.of_client(cast.bright_smile.pk)
        told = [(e.act, e.actor_name, e.ip) for e in reversed(entries)]
    assert told == [
        ("invitation.created", "Ana Ruiz", "192.0.2.1"),
        ("invitation.accepted", "Maya Chen", "192.0.2.2"),
        ("access.revoked", "Ana Ruiz", "192.0.2.1"),
        ("invitation.created", "Ana Ruiz", "192.0.2.1"),
    ]
