"""Lists of calls that are too long to be given at once: the worker makes the file, and a mail tells
who asked for it.

The link needs the person to be signed in, and one of the client's people or the staff, at every
click; the file is thrown away after a week.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.calls import export_columns, export_files, filters
from callboard.calls.export_lines import Wanted, lines
from callboard.calls.models import CallExport
from callboard.mail import outbox
from callboard.people.models import Staff, User
from callboard.tenancy import scope, steps
from callboard.tenancy.tasks import tenant_task
from callboard.visibility import visibility
from callboard.visibility.visibility import Visibility

KEPT = timedelta(days=7)
MOST_WAITING = 3


class TooMany(Exception):
    """This person waits for as many as are made at a time."""


def made(wanted: Wanted, user: User, calls: int, *, by: Actor) -> None:
    """That a list was given at once."""
    record(
        "call_export.made",
        agency_id=user.agency_id,
        client_id=wanted.reader.client_id if wanted.reader else None,
        by=by,
        after=_facts(wanted) | {"calls": calls},
    )


def ask(wanted: Wanted, user: User, *, by: Actor, at: datetime | None = None) -> CallExport:
    """Raises `TooMany`."""
    now, reader = at or timezone.now(), wanted.reader
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        if _waiting().filter(user=user, asked_at__gt=now - KEPT).count() >= MOST_WAITING:
            raise TooMany
        export = CallExport.objects.create(
            agency_id=user.agency_id,
            client_id=reader.client_id if reader else None,
            membership=reader,
            user=user,
            query=wanted.filters.query(),
            columns=[column.name for column in wanted.columns],
            needs=sorted(wanted.needs),
            zone=wanted.zone,
            asked_at=now,
        )
        record(
            "call_export.asked",
            agency_id=user.agency_id,
            client_id=export.client_id,
            by=by,
            about=f"export:{export.public_id}",
            after=_facts(wanted),
            at=now,
        )
        prepare.enqueue(user.agency_id, export.pk)
    return export


@tenant_task
def prepare(agency_id: int, export_id: int) -> None:
    """Run again after a worker died, it makes the same file; the mail is queued once."""
    while _make(export_id):
        pass


def _make(export_id: int) -> bool:
    """Whether what was made holds no more, and has to be made once more."""
    rows = _waiting().select_related("client", "membership", "user", "agency")
    export: CallExport | None = rows.filter(pk=export_id).first()
    if export is None or not may_have(export):
        return False
    wanted = wanted_of(export)
    name = f"{export.public_id}.csv"
    if not is_seen(export, wanted.by):
        # A worker that died may have left it.
        export_files.remove(export_files.file_of(name))
        return not _end(export, query="", removed_at=timezone.now())
    counted = 0

    def counting() -> Any:
        nonlocal counted
        for line in lines(wanted):
            counted += 1
            yield line

    with _scope_of(export):
        file = export_files.write(name, counting())
    steps.reached("export.written")
    # The byte order mark and the head are lines of their own. It may be found by more by now.
    facts = {"file": file, "rows": counted - 2, "needs": sorted(wanted.needs)}
    return not _end(export, **facts, ready_at=timezone.now())


def _end(export: CallExport, **facts: Any) -> bool:
    """Made or not, a mail tells who asked. False where it was asked for anew meanwhile."""
    with transaction.atomic():
        mine = _waiting().filter(pk=export.pk, asked_at=export.asked_at)
        hit = mine.update(**facts)
        if hit:
            outbox.enqueue(
                agency=export.agency,
                client_id=export.client_id,
                kind="call_export",
                about=export.pk,
                generation=0,
                to_address=export.user.email,
                to_name=export.user.name,
            )
    return bool(hit)


def may_have(export: CallExport) -> bool:
    """Whether who asked still has the access that they asked with."""
    if export.membership is not None:
        return export.membership.ended_at is None
    return Staff.objects.filter(user=export.user_id, ended_at__isnull=True).exists()


def is_seen(export: CallExport, by: Visibility | None) -> bool:
    """Whether nothing of it is hidden meanwhile: neither a column, nor what it was found by. A
    file stays for who may see it again. `by` is None for the agency.
    """
    return by is None or all(by.sees(item) for item in export.needs)


def seen_by(export: CallExport) -> Visibility | None:
    return None if export.client is None else visibility.of(export.agency, export.client)


def address_of(export: CallExport) -> str:
    """The page to fetch it from, without the host."""
    side = "" if export.membership_id else "/agency"
    return f"{side}/calls/exports/{export.public_id}/"


def wanted_of(export: CallExport) -> Wanted:
    for_agency = export.membership is None
    agency: Agency = export.agency
    by = seen_by(export)
    return Wanted(
        filters=filters.of_text(export.query, for_agency=for_agency, by=by),
        days_zone=export.client.time_zone if export.client else agency.time_zone,
        zone=export.zone,
        address=agency.url("/agency/calls/" if for_agency else "/calls/"),
        columns=export_columns.chosen(export.columns, by),
        reader=export.membership,
        by=by,
    )


def downloaded(export: CallExport, *, by: Actor) -> None:
    record(
        "call_export.downloaded",
        agency_id=export.agency_id,
        client_id=export.client_id,
        by=by,
        about=f"export:{export.public_id}",
        after={"calls": export.rows},
    )


def sweep(now: datetime) -> None:
    """Files whose week is over. The row stays and says so."""
    export_files.sweep(timedelta(hours=24))
    with scope.crossing_agencies("old exports are thrown away for every agency"):
        _throw_away(CallExport.objects.filter(ready_at__lt=now - KEPT), now)


def throw_away_all(now: datetime) -> None:
    """Of the agency whose scope is open, after calls were changed that must be in no file. One that
    is being made is made once more, for it is asked for as of now.
    """
    _waiting().update(asked_at=now)
    _throw_away(CallExport.objects.filter(ready_at__isnull=False), now)


def _waiting() -> Any:
    return CallExport.objects.filter(ready_at__isnull=True, removed_at__isnull=True)


def _throw_away(ready: Any, now: datetime) -> None:
    for pk, file in list(ready.filter(removed_at__isnull=True).values_list("pk", "file")):
        export_files.remove(file)
        CallExport.objects.filter(pk=pk).update(file="", query="", removed_at=now)


def _scope_of(export: CallExport) -> Any:
    if export.client_id is None:
        return scope.agency(export.agency_id)
    return scope.client(export.agency_id, export.client_id)


def _facts(wanted: Wanted) -> dict[str, Any]:
    return {"columns": [column.name for column in wanted.columns], **wanted.filters.facts()}
