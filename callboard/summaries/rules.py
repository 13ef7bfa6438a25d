"""What an agency set for the summaries that its clients get: for all of them, and for one."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Agency, Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.summaries import planning
from callboard.summaries.models import AgencyPlan, ClientPlan
from callboard.summaries.models.agency_plan import AT_EIGHT


@dataclass(frozen=True, slots=True)
class Rules:
    """See `AgencyPlan`."""

    hour: int = AT_EIGHT
    with_callers: bool = False
    to_contacts: bool = False


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What holds for one client; None is as for all."""

    with_callers: bool | None = None
    to_contacts: bool | None = None


def of(agency_id: int) -> Rules:
    plan = AgencyPlan.objects.filter(agency_id=agency_id).first()
    return Rules() if plan is None else Rules(plan.hour, plan.with_callers, plan.to_contacts)


def exceptions_of(client: Client) -> Exceptions:
    plan: ClientPlan | None = ClientPlan.objects.filter(client=client).first()
    return Exceptions() if plan is None else Exceptions(plan.with_callers, plan.to_contacts)


def names_callers(client: Client, rules: Rules, exceptions: Exceptions) -> bool:
    """Where health information is handled, the agency has said so for this very client."""
    if exceptions.with_callers is not None:
        return exceptions.with_callers
    return rules.with_callers and not client.handles_health_information


def tells_contacts(rules: Rules, exceptions: Exceptions) -> bool:
    own = exceptions.to_contacts
    return rules.to_contacts if own is None else own


def change(agency: Agency, to: Rules, *, by: Actor, at: datetime | None = None) -> None:
    """Another hour holds at once: what it makes due that was not told yet is told."""
    now = at or timezone.now()
    with transaction.atomic():
        plan = planning.of_agency(agency, now, lock=True)
        before = Rules(plan.hour, plan.with_callers, plan.to_contacts)
        if to == before:
            return
        plan.hour, plan.with_callers, plan.to_contacts = to.hour, to.with_callers, to.to_contacts
        if to.hour != before.hour:
            plan.next_at = now
            planning.look_again_at_all(now)
        plan.save()
        record(
            "summaries.changed",
            agency_id=agency.pk,
            by=by,
            before=asdict(before),
            after=asdict(to),
            at=now,
        )


def change_for(client: Client, to: Exceptions, *, by: Actor, at: datetime | None = None) -> None:
    now = at or timezone.now()
    with transaction.atomic():
        plan = planning.of_client(client, now, lock=True)
        before = Exceptions(plan.with_callers, plan.to_contacts)
        if to == before:
            return
        plan.with_callers, plan.to_contacts = to.with_callers, to.to_contacts
        plan.save(update_fields=["with_callers", "to_contacts"])
        record(
            "summaries.changed_for_client",
            agency_id=client.agency_id,
            client_id=client.pk,
            by=by,
            about=f"client:{client.public_id}",
            before=asdict(before),
            after=asdict(to),
            at=now,
        )
