"""The worker's part: whoever is to be told this morning gets one mail, in the transaction that
writes down that they are told.
"""

import logging
import time
from datetime import datetime, timedelta

from django.db import transaction

from callboard.agencies.models import Client
from callboard.summaries import content, letter, mornings, readers, reporting, rules
from callboard.summaries.models import AgencyPlan, ClientPlan, Summary
from callboard.summaries.mornings import Due
from callboard.summaries.readers import Reader
from callboard.tenancy import one_writer, scope, steps
from callboard.visibility import visibility

log = logging.getLogger(__name__)

BATCH = 50
# After something went wrong with one client, so that it holds up no other.
SETBACK = timedelta(minutes=5)


def drain_once(now: datetime) -> bool:
    """False when nobody had to be told."""
    with scope.crossing_agencies("the worker sends every agency's summaries"):
        clients = ClientPlan.objects.filter(next_at__lte=now).order_by("next_at", "pk")
        found = list(clients.values_list("pk", "agency_id")[:BATCH])
        agencies = AgencyPlan.objects.filter(next_at__lte=now).order_by("next_at", "pk")
        reports = list(agencies.values_list("pk", "agency_id")[:BATCH])
    for pk, agency_id in found:
        _try(ClientPlan, pk, agency_id, now)
    for pk, agency_id in reports:
        _try(AgencyPlan, pk, agency_id, now)
    return bool(found or reports)


def _try(kind: type[ClientPlan] | type[AgencyPlan], pk: int, agency_id: int, now: datetime) -> None:
    began = time.monotonic()
    with scope.agency(agency_id):
        try:
            with transaction.atomic():
                _tell(pk, now) if kind is ClientPlan else reporting.tell(pk, now)
                steps.reached("summary.made")
            steps.reached("summary.told")
        except Exception:
            # Without the numbers: a log is no place for them.
            log.exception("A summary could not be made")
            kind.objects.filter(pk=pk).update(next_at=now + SETBACK)
    one_writer.rest(time.monotonic() - began)


def _tell(pk: int, now: datetime) -> None:
    rows = ClientPlan.objects.select_for_update(of=("self",), skip_locked=True)
    plan = rows.select_related("client__agency").filter(pk=pk, next_at__lte=now).first()
    if plan is None:
        return
    client, hour = plan.client, rules.of(plan.agency_id).hour
    week, day = mornings.due(now, hour, client.time_zone, plan.told_on)
    tells = client.archived_at is None and visibility.of(client.agency, client).sees("calls")
    if tells and not (week and _week(plan, client, week, now)):
        _day(client, day, now)
    plan.told_on = max(plan.told_on, mornings.latest(now, hour, client.time_zone))
    plan.next_at = mornings.following(now, hour, client.time_zone)
    plan.save(update_fields=["told_on", "next_at", "silence_told"])


def _week(plan: ClientPlan, client: Client, week: Due, now: datetime) -> bool:
    """False where there is nothing to tell: of weeks without calls in a row the first alone is
    told, if calls could have come at all.
    """
    silent = not content.had_calls(client, week)
    if silent and (plan.silence_told or letter.answering(client) is None):
        return False
    found = readers.of(client, now)
    # Whoever is no member is told of calls alone.
    told = [one for one in found if one.membership is not None or not silent]
    for reader in told:
        _tell_one(client, reader, week, now)
    plan.silence_told = silent and bool(told)
    return True


def _day(client: Client, day: Due | None, now: datetime) -> None:
    if day is not None and content.had_calls(client, day):
        for reader in readers.of(client, now):
            if reader.daily:
                _tell_one(client, reader, day, now)


def _tell_one(client: Client, reader: Reader, due: Due, now: datetime) -> None:
    """Does nothing for who is told already."""
    known = Summary.objects.filter(
        client=client, membership=reader.membership, address=reader.key, morning=due.morning
    )
    if known.exists():
        return
    summary = Summary.objects.create(
        agency_id=client.agency_id,
        client=client,
        membership=reader.membership,
        address=reader.key,
        morning=due.morning,
        days=due.days,
        made_at=now,
    )
    summary.mail = readers.mail(client, reader, summary, now)
    summary.save(update_fields=["mail"])
