"""Tasks for the tests of the worker: each leaves its mark in a bucket of its name."""

from django.db import connection
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from callboard.limits.models import Bucket
from callboard.tenancy import scope


@task
def mark(name: str) -> None:
    """Counts that it ran; tells when a scope was open that nobody opened."""
    found = "in a scope" if scope.current() else name
    row, _created = Bucket.objects.get_or_create(
        key=found, defaults={"since": timezone.now(), "count": 0}
    )
    Bucket.objects.filter(pk=row.pk).update(count=F("count") + 1)


@task
def fail(name: str) -> None:
    mark.call(name)
    raise RuntimeError("as it was asked to")


def marks(name: str) -> int:
    row = Bucket.objects.filter(key=name).first()
    return row.count if row else 0


@task
def hang_up(name: str) -> None:
    """The first time, the database hangs up on it in the middle (PostgreSQL)."""
    mark.call(name)
    if marks(name) == 1:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
