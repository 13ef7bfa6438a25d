"""Somebody ends mails with the link in one: a contact the numbers, one of the staff the report."""

from django.db import transaction
from django.utils import timezone

from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.summaries.models import ContactChoice, ReportChoice


def stop(row: ContactChoice | ReportChoice, *, by: Actor) -> None:
    """At once, those on their way included. Once more changes nothing."""
    if isinstance(row, ContactChoice):
        _stop_numbers(row, by)
    else:
        _stop_report(row, by)


def _stop_numbers(row: ContactChoice, by: Actor) -> None:
    now = timezone.now()
    with transaction.atomic():
        wanted = ContactChoice.objects.filter(pk=row.pk, stopped_at__isnull=True)
        if wanted.update(stopped_at=now):
            record(
                "summaries.stopped_by_contact",
                agency_id=row.agency_id,
                by=by,
                after={"address": row.address},
                at=now,
            )


def _stop_report(row: ReportChoice, by: Actor) -> None:
    with transaction.atomic():
        wanted = ReportChoice.objects.filter(pk=row.pk).exclude(wanted=False)
        if wanted.update(wanted=False):
            record(
                "summaries.report_stopped",
                agency_id=row.agency_id,
                by=by,
                about=f"user:{row.user.public_id}",
                after={"address": row.user.email},
            )
