"""An agency with its brand, its staff and its connection to the provider."""

from dataclasses import dataclass

from callboard.agencies import addresses, brand
from callboard.agencies.models import Agency
from callboard.agents import connections
from callboard.agents.connections import ConnectionFacts
from callboard.agents.models import Connection
from callboard.agents.models.connection import SIMULATED, AuthMode
from callboard.audit.actor import Actor
from callboard.demo.cast.agency import House
from callboard.demo.cast.business import Business
from callboard.demo.cast.people import Employee
from callboard.demo.seed.logo import compass
from callboard.people import account_links, owners, passwords
from callboard.people.models import Staff, User
from callboard.people.models.account_link import Purpose
from callboard.people.roles import Role
from callboard.tenancy import scope


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts for an agency. `password_hash` is that of all its people: hashing takes its time."""

    agency: Agency
    owner: User
    by: Actor
    connection: Connection
    by_hand: Connection
    password_hash: str

    def connection_of(self, business: Business) -> Connection:
        return self.by_hand if business.by_hand else self.connection


def known(house: House) -> Agency | None:
    return Agency.objects.filter(slug=house.slug).first()


def make(house: House) -> Agency:
    """Runs inside a transaction."""
    owner = house.owner
    agency, user = owners.create_agency(
        name=house.name,
        slug=house.slug,
        host=house.host,
        time_zone=house.time_zone,
        owner=addresses.parse(owner.email),
        support_email=house.support_email,
    )
    agency.support_phone, agency.postal_address = house.support_phone, house.postal_address
    agency.save()
    with scope.agency(agency.pk):
        brand.save(agency, colour=house.colour, logo=compass() if house.has_logo else None)
        password_hash = passwords.hashed(house.password)
        _choose_password(user, owner, password_hash)
        for employee in house.staff:
            if employee is not owner:
                address, role = addresses.parse(employee.email), Role(employee.role)
                hired = owners.add_staff(agency, address, name=employee.name, role=role)
                _choose_password(hired, employee, password_hash)
        by = Actor("staff", owner.name, user.public_id)
        _connect(agency, house, by)
    return agency


def cast_of(house: House, agency: Agency) -> Cast:
    """Needs the agency's scope."""
    staff = Staff.objects.filter(role=Role.OWNER, ended_at__isnull=True).select_related("user")
    owner = staff.order_by("id")[0].user
    at_provider = list(Connection.objects.of_providers().order_by("id"))
    return Cast(
        agency=agency,
        owner=owner,
        by=Actor("staff", owner.name, owner.public_id),
        connection=at_provider[0],
        by_hand=at_provider[-1],
        password_hash=passwords.hashed(house.password),
    )


def _connect(agency: Agency, house: House, by: Actor) -> None:
    """Nobody answers at the demo's provider: the simulator stands in its place."""
    facts = ConnectionFacts("Vapi", AuthMode.SECRET)
    connection, _secret = connections.add(agency, "vapi", facts, by=by)
    connection.api_base = SIMULATED
    connection.save(update_fields=["api_base"])
    if any(business.by_hand for business in house.clients):
        facts = ConnectionFacts("Vapi, a client’s own account", AuthMode.SECRET)
        connections.add(agency, "vapi", facts, by=by)


def _choose_password(user: User, employee: Employee, password_hash: str) -> None:
    link = account_links.create(user, Purpose.SETUP, by=owners.OPERATOR)
    by = Actor("link", employee.name)
    account_links.set_password(link, password_hash, by=by, name=employee.name)
