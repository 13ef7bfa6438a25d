"""Periods begin and are closed by the worker, each in one transaction under the client's lock: done
twice, or cut off, nothing is billed twice.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from callboard.agencies.models import Client
from callboard.billing import boundaries, invoices, statement, usage
from callboard.billing.holding import hold
from callboard.billing.models import Credit, Entry, Period, Plan, Terms
from callboard.tenancy import scope, steps

# The last calls of a period are told by then; what comes later is a correction.
SETTLED = timedelta(hours=3)
# Zones are at most this far from UTC, and so is the worker's day from a client's.
_FARTHEST = timedelta(hours=15)


def current(client_id: int) -> Period | None:
    """The period that calls are counted in now: the latest that has begun. One query."""
    rows = Period.objects.filter(client_id=client_id).select_related("terms", "client")
    return rows.order_by("-starts_on").first()


def begin(client: Client, terms: Terms, starts_on: date, *, first: bool) -> Period:
    """The next period of a client that is held, with the calls that are in it already."""
    ends_on = boundaries.next_after(starts_on, terms.period_day)
    full = boundaries.start_of(ends_on - timedelta(days=1), terms.period_day)
    period = Period.objects.create(
        agency_id=client.agency_id,
        client=client,
        terms=terms,
        starts_on=starts_on,
        ends_on=ends_on,
        full_days=(ends_on - full).days,
        is_first=first,
        stripe_fee=Plan.objects.get(client=client).stripe_fee,
    )
    adopt(period)
    return period


def adopt(period: Period) -> None:
    """Entries that no period had, and corrections that waited for one."""
    zone = period.client.time_zone
    loose = Entry.objects.filter(client=period.client, period__isnull=True)
    loose.filter(of_period__isnull=False).update(period=period)
    loose.filter(
        of_period__isnull=True,
        started_at__gte=boundaries.midnight(period.starts_on, zone),
        started_at__lt=boundaries.midnight(period.ends_on, zone),
    ).update(period=period, of_period=period)
    usage.recount(period)


def turn_due(now: datetime) -> bool:
    """Begins and closes one client's periods that are due; False when there is none. One whose
    periods cannot be turned keeps no other client waiting.
    """
    fault: Exception | None = None
    with scope.crossing_agencies("the worker turns the periods of every agency"):
        rows = Period.objects.filter(closed_at__isnull=True)
        over = rows.filter(ends_on__lte=(now + _FARTHEST).date()).select_related("client")
        due = list(over.order_by("ends_on", "pk"))
        clients = [period.client_id for period in due]
        begun = rows.filter(client__in=clients).values_list("client_id", "starts_on")
        ended = Plan.objects.filter(client__in=clients).values_list("client_id", "ends_on")
        followed = {*begun, *ended}
    for period in due:
        zone = period.client.time_zone
        is_over = boundaries.midnight(period.ends_on, zone) <= now
        settled = boundaries.midnight(period.ends_on, zone) + SETTLED <= now
        if settled or (is_over and (period.client_id, period.ends_on) not in followed):
            try:
                with scope.agency(period.agency_id):
                    turn(period.client_id, now)
            except Exception as raised:
                fault = raised
            else:
                return True
    if fault is not None:
        raise fault
    return False


def turn(client_id: int, now: datetime) -> None:
    invoices.prepare()
    with transaction.atomic():
        turn_held(hold(client_id), now)
    steps.reached("period.turned")


def turn_held(client: Client, now: datetime, *, settled: timedelta = SETTLED) -> None:
    """All of a client's periods that should have begun or been closed by now: `settled` after their
    end.
    """
    today = now.astimezone(ZoneInfo(client.time_zone)).date()
    plan = Plan.objects.get(client=client)
    last = Period.objects.filter(client=client).order_by("starts_on").last()
    while last is not None and last.ends_on <= today and last.ends_on != plan.ends_on:
        last = begin(client, terms_from(client, last.ends_on), last.ends_on, first=False)
    rows = Period.objects.filter(client=client, closed_at__isnull=True, ends_on__lte=today)
    for period in rows.select_related("terms", "client").order_by("starts_on"):
        if boundaries.midnight(period.ends_on, client.time_zone) + settled <= now:
            close(period, now)


def terms_from(client: Client, day: date) -> Terms:
    """What a period that begins on this day costs."""
    rows = Terms.objects.filter(client=client, begins_on__lte=day)
    return rows.order_by("begins_on", "id").reverse()[0]


def close(period: Period, now: datetime) -> None:
    """Freezes a period whose client is held, and drafts its invoice, but where Stripe makes it.
    What its credits are worth more than there is to pay goes into the next one.
    """
    told = statement.of(period)
    period.closed_at = now
    period.save(update_fields=["closed_at"])
    steps.reached("period.closed")
    carried = told.carried
    if not period.is_at_stripe:
        invoices.draft(told, now)
    elif Plan.objects.get(client=period.client).stripe_fee is None:
        invoices.draft_beside_fee(told, now)
        carried += max(0, -told.beside_fee)
    following = Period.objects.filter(client=period.client, closed_at__isnull=True)
    following_one = following.order_by("starts_on").first()
    if carried and following_one is not None:
        Credit.objects.create(
            agency_id=period.agency_id,
            client=period.client,
            period=following_one,
            carried_from=period,
            amount=carried,
            made_at=now,
        )
