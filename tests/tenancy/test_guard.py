"""The guard: a tenant's rows are read inside its scope, or not at all."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.people.models import Invitation, Membership, User
from callboard.tenancy import scope
from callboard.tenancy.scope import ForeignScope, NoScope
from tests.cast import Cast

READS = {
    "iterate": list,
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "first": lambda rows: rows.first(),
    "values": lambda rows: list(rows.values("id")),
    "in_bulk": lambda rows: rows.in_bulk(),
    "aggregate": lambda rows: rows.aggregate(),
    "explain": lambda rows: rows.explain(),
    "iterator": lambda rows: list(rows.iterator()),
    "update": lambda rows: rows.update(name="x"),
    "delete": lambda rows: rows.delete(),
    "filter": lambda rows: list(rows.filter(pk=1)),
    "exclude": lambda rows: list(rows.exclude(pk=1)),
    "union": lambda rows: list(rows.union(rows)),
    "subquery": lambda rows: list(Client.objects.filter(pk__in=rows)),
}


@pytest.mark.parametrize("read", READS)
def test_without_a_scope_every_read_raises(cast: Cast, read: str) -> None:
    with pytest.raises(NoScope):
        READS[read](Client.objects.all())


@pytest.mark.parametrize("read", READS)
def test_a_queryset_refuses_another_scope(cast: Cast, read: str) -> None:
    with scope.agency(cast.northwind.pk):
        rows = Client.objects.all()
    with scope.agency(cast.lumen.pk), pytest.raises(ForeignScope):
        READS[read](rows)
    with pytest.raises(NoScope):
        READS[read](rows)


def test_an_agency_sees_its_own(cast: Cast) -> None:
    with scope.agency(cast.lumen.pk):
        assert [c.name for c in Client.objects.all()] == ["Cedar Clinic"]
        assert not Client.objects.filter(pk=cast.bright_smile.pk).exists()


def test_a_client_sees_its_own(cast: Cast) -> None:
    with scope.client(cast.northwind.pk, cast.harbor_law.pk):
        assert [c.name for c in Client.objects.all()] == ["Harbor Law Group"]
        assert not Membership.objects.exists()
        assert not Invitation.objects.exists()


def test_related_managers_are_guarded_too(cast: Cast) -> None:
    with pytest.raises(NoScope):
        cast.bright_smile.memberships.count()


def test_crossing_agencies_takes_a_reason(cast: Cast) -> None:
    with pytest.raises(ValueError, match="reason"):
        scope.crossing_agencies(" ")
    with scope.crossing_agencies("a test counts them all"):
        assert Client.objects.count() == 3


@pytest.mark.parametrize("nobody", [None, "1", object()])
def test_a_scope_of_nobody_is_no_scope(nobody: object) -> None:
    with pytest.raises(TypeError), scope.agency(nobody):  # type: ignore[arg-type]
        pass


def test_o067_no_row_points_into_another_agency(cast: Cast) -> None:
    """Plain SQL, past all our code: the database itself refuses."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with pytest.raises(IntegrityError):
        written(
            "INSERT INTO people_membership (agency_id, client_id, user_id, since) "
            "VALUES (%s, %s, %s, %s)",
            [cast.lumen.pk, cast.bright_smile.pk, cast.lumen_owner.pk, now],
        )
    with pytest.raises(IntegrityError):
        written(
            "UPDATE agencies_client SET agency_id = %s WHERE id = %s",
            [cast.lumen.pk, cast.bright_smile.pk],
        )


def test_o068_the_same_address_at_two_agencies_is_two_people(cast: Cast) -> None:
    from tests.cast import member

    with scope.agency(cast.lumen.pk):
        there = member(cast.cedar_clinic, "Maya at Lumen")
    assert there.email == cast.maya.email
    assert there.pk != cast.maya.pk
    with scope.agency(cast.northwind.pk):
        assert User.objects.get(email=cast.maya.email) == cast.maya


def written(sql: str, values: list[Any]) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
        connection.check_constraints()
