"""Every client and every agency has a plan that says when its next summary is due: an index finds
what is, however many there are.
"""

from datetime import datetime

from callboard.agencies.models import Agency, Client
from callboard.summaries import mornings
from callboard.summaries.models import AgencyPlan, ClientPlan
from callboard.summaries.models.agency_plan import AT_EIGHT
from callboard.tenancy import scope

BATCH = 500


def of_agency(agency: Agency, now: datetime, *, lock: bool = False) -> AgencyPlan:
    """Made where there is none. What was due before that is nobody's news."""
    facts = _from(now, AT_EIGHT, agency.time_zone)
    plan, _made = AgencyPlan.objects.get_or_create(agency=agency, defaults=facts)
    return AgencyPlan.objects.select_for_update().get(pk=plan.pk) if lock else plan


def of_client(client: Client, now: datetime, *, lock: bool = False) -> ClientPlan:
    theirs = AgencyPlan.objects.filter(agency_id=client.agency_id).first()
    hour = theirs.hour if theirs else AT_EIGHT
    facts = {"agency_id": client.agency_id, **_from(now, hour, client.time_zone)}
    plan: ClientPlan
    plan, _made = ClientPlan.objects.get_or_create(client=client, defaults=facts)
    if lock:
        plan = ClientPlan.objects.select_for_update().get(pk=plan.pk)
    return plan


def plan_new(now: datetime) -> None:
    """For those that were added since the last round; once an hour is early enough."""
    with scope.crossing_agencies("every agency and client gets a plan"):
        planned = AgencyPlan.objects.values("agency_id")
        agencies = list(Agency.objects.exclude(pk__in=planned)[:BATCH])
        new = Client.objects.filter(summary_plan__isnull=True).select_related("agency")
        clients = list(new.order_by("pk")[:BATCH])
    for agency in agencies:
        with scope.agency(agency.pk):
            of_agency(agency, now)
    for client in clients:
        with scope.agency(client.agency_id):
            of_client(client, now)


def look_again(client: Client, now: datetime) -> None:
    """Its clock was changed: what is due, the worker finds out anew."""
    ClientPlan.objects.filter(client=client).update(next_at=now)


def look_again_at_all(now: datetime) -> None:
    """Of the agency whose scope is open."""
    ClientPlan.objects.all().update(next_at=now)


def _from(now: datetime, hour: int, zone: str) -> dict[str, object]:
    return {
        "told_on": mornings.latest(now, hour, zone),
        "next_at": mornings.following(now, hour, zone),
    }
