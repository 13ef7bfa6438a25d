"""An agency's first person, and a lost one: the operator's doors, on the command line."""

from django.db import transaction
from django.utils import timezone

from callboard.agencies import brand
from callboard.agencies.addresses import Address
from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import account_links
from callboard.people.models import Staff, User
from callboard.people.models.account_link import Purpose
from callboard.people.roles import Role
from callboard.tenancy import scope

OPERATOR = Actor("operator", "Command line")


def create_agency(
    *, name: str, slug: str, host: str, time_zone: str, owner: Address, support_email: str = ""
) -> tuple[Agency, User]:
    """A new agency with its owner, who has no password yet: `set_up_link` gives the way in."""
    now = timezone.now()
    with transaction.atomic():
        agency = Agency.objects.create(
            name=name,
            slug=slug,
            host=host.lower().rstrip("."),
            time_zone=time_zone,
            support_email=support_email or owner.original,
        )
        with scope.agency(agency.pk):
            brand.save(agency)
            user = add_staff(agency, owner, name="", role=Role.OWNER)
            record("agency.created", agency_id=agency.pk, by=OPERATOR, after={"name": name}, at=now)
    return agency, user


def add_staff(agency: Agency, address: Address, *, name: str, role: Role) -> User:
    """An account with a role; the account may exist already. Needs the agency's scope."""
    now = timezone.now()
    user, _created = User.objects.get_or_create(
        agency_id=agency.pk,
        email_canonical=address.canonical,
        defaults={"email": address.original, "name": name, "created_at": now},
    )
    Staff.objects.create(agency_id=agency.pk, user=user, role=role, since=now)
    return user


def set_up_link(agency: Agency, user: User) -> str:
    """A link with which this person chooses a password, good for an hour and once. Earlier ones are
    dead.
    """
    return account_links.url_of(agency, account_links.create(user, Purpose.SETUP, by=OPERATOR))
