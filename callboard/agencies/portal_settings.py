"""How an agency's invitations work, with the entry in the record."""

from dataclasses import asdict, dataclass

from django.db import transaction

from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record


@dataclass(frozen=True, slots=True)
class PortalSettings:
    """`invitation_days` is how long a link works, 1 to 30; `renews_links` whether the page of an
    old link offers to mail a new one.
    """

    invitation_days: int
    renews_links: bool


def of(agency: Agency) -> PortalSettings:
    return PortalSettings(agency.invitation_days, agency.renews_links)


def change(agency: Agency, to: PortalSettings, *, by: Actor) -> None:
    """Holds for links made from now on: one that was mailed keeps the day it said."""
    before = of(agency)
    if to == before:
        return
    with transaction.atomic():
        agency.invitation_days = to.invitation_days
        agency.renews_links = to.renews_links
        agency.save(update_fields=["invitation_days", "renews_links"])
        record(
            "portal_settings.changed",
            agency_id=agency.pk,
            by=by,
            before=asdict(before),
            after=asdict(to),
        )
