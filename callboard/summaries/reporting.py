"""The worker's part of the report: one mail a week to each of the staff who wants it."""

from datetime import datetime

from callboard.agencies.models import Agency, Client
from callboard.mail import outbox
from callboard.people.models import User
from callboard.summaries import mornings, report_readers
from callboard.summaries.models import AgencyPlan, Summary
from callboard.summaries.mornings import Due

REPORT = "weekly_report"


def tell(pk: int, now: datetime) -> None:
    """Inside a transaction and the agency's scope."""
    rows = AgencyPlan.objects.select_for_update(of=("self",), skip_locked=True)
    plan = rows.select_related("agency").filter(pk=pk, next_at__lte=now).first()
    if plan is None:
        return
    agency = plan.agency
    week, _day = mornings.due(now, plan.hour, agency.time_zone, plan.told_on)
    if week is not None and Client.objects.current().exists():
        for user in report_readers.of_agency():
            _tell_one(agency, user, week, now)
    plan.told_on = max(plan.told_on, mornings.latest(now, plan.hour, agency.time_zone))
    plan.next_at = mornings.following(now, plan.hour, agency.time_zone)
    plan.save(update_fields=["told_on", "next_at"])


def _tell_one(agency: Agency, user: User, week: Due, now: datetime) -> None:
    if Summary.objects.filter(user=user, morning=week.morning).exists():
        return
    report_readers.choice_of(user)  # the mail's link finds it
    summary = Summary.objects.create(
        agency=agency, user=user, morning=week.morning, days=week.days, made_at=now
    )
    summary.mail = outbox.enqueue(
        agency=agency,
        client_id=None,
        kind=REPORT,
        about=summary.pk,
        generation=1,
        to_address=user.email,
        to_name=user.name,
        at=now,
    )
    summary.save(update_fields=["mail"])
