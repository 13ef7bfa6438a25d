"""Changing how the agency looks and how it is reached, with its entry in the record."""

from dataclasses import dataclass

from django.db import transaction

from callboard.agencies import brand
from callboard.agencies.brand.logo import Logo
from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record


@dataclass(frozen=True, slots=True)
class Branding:
    """`colour` is `#rrggbb` in lower case."""

    name: str
    colour: str
    support_email: str
    support_phone: str


def change(
    agency: Agency,
    to: Branding,
    *,
    by: Actor,
    logo: Logo | None = None,
    without_logo: bool = False,
) -> None:
    """Portal and mails follow at once, those that are already queued included."""
    before = _shown(agency)
    with transaction.atomic():
        agency.name = to.name
        agency.support_email = to.support_email
        agency.support_phone = to.support_phone
        agency.save(update_fields=["name", "support_email", "support_phone"])
        brand.save(agency, colour=to.colour, logo=logo, without_logo=without_logo)
        record("branding.changed", agency_id=agency.pk, by=by, before=before, after=_shown(agency))


def _shown(agency: Agency) -> dict[str, str]:
    return {
        "name": agency.name,
        "colour": agency.brand.colour,
        "support_email": agency.support_email,
        "support_phone": agency.support_phone,
        "logo": agency.brand.logo_hash,
    }
