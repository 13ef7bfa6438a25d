"""The calls that filters leave, found in the covering index alone."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents.models import Agent
from callboard.calls import reading
from callboard.calls.filters import Filters, Length, Whose
from callboard.calls.models import Call, Feedback
from callboard.calls.vocabulary import Result
from callboard.people.models import Membership

_MINUTE = 60_000
_LENGTHS = {
    Length.SHORT: Q(duration_ms__lt=_MINUTE),
    Length.MEDIUM: Q(duration_ms__gte=_MINUTE, duration_ms__lte=3 * _MINUTE),
    Length.LONG: Q(duration_ms__gt=3 * _MINUTE),
}


def chosen(
    rows: Any,
    filters: Filters,
    zone: str,
    *,
    reader: Membership | None = None,
    many_unread: bool = False,
    now: datetime | None = None,
) -> Any:
    """`zone` is the business's, whose days are meant. Without a `reader` nothing counts as unread.

    Asks the database for the lines and the client that are named, and for nothing else."""
    # The filters stand before what `rows` ask already: a database tries a call's conditions in this
    # order, and it is mostly the filter that it fails.
    return _asked_for(filters, zone, reader, many_unread, now or timezone.now()) & rows


def _asked_for(
    filters: Filters, zone: str, reader: Membership | None, many_unread: bool, now: datetime
) -> Any:
    rows = _on_days(Call.objects.all(), filters, zone, now)
    if filters.results:
        rows = rows.filter(result__in=filters.results)
    elif not filters.with_spam:
        rows = rows.exclude(result=Result.SPAM)
    if filters.lines:
        lines = Agent.objects.filter(public_id__in=filters.lines)
        rows = rows.filter(agent__in=list(lines.values_list("pk", flat=True)))
    if filters.lengths:
        rows = rows.filter(_any(_LENGTHS[length] for length in filters.lengths))
    if filters.booked:
        rows = rows.filter(has_booking=True)
    if filters.flagged:
        rows = rows.flagged()
    if filters.to_call_back:
        rows = rows.to_call_back()
    if filters.unread:
        rows = reading.unread(rows, reader, many=many_unread) if reader else rows.none()
    return _for_the_agency(rows, filters)


def first_day(filters: Filters, zone: str, now: datetime) -> date | None:
    if filters.period is None:
        return filters.since
    return now.astimezone(ZoneInfo(zone)).date() - timedelta(days=filters.period.days - 1)


def _on_days(rows: Any, filters: Filters, zone: str, now: datetime) -> Any:
    first = first_day(filters, zone, now)
    if first:
        rows = rows.filter(started_at__gte=_midnight(first, zone))
    if filters.until:
        rows = rows.filter(started_at__lt=_midnight(filters.until + timedelta(days=1), zone))
    return rows


def _for_the_agency(rows: Any, filters: Filters) -> Any:
    if filters.client:
        client = Client.objects.filter(public_id=filters.client).values_list("pk", flat=True)
        rows = rows.filter(client=client.first() or 0)
    if filters.whose is Whose.UNASSIGNED:
        rows = rows.filter(client__isnull=True)
    elif filters.whose is Whose.KEPT_ASIDE:
        rows = rows.filter(client__isnull=False, kept_aside=True)
    if filters.badly_handled:
        rows = rows.filter(pk__in=Feedback.objects.filter(handled_well=False).values("call"))
    return rows


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone))


def _any(conditions: Any) -> Q:
    found = Q()
    for condition in conditions:
        found |= condition
    return found
