"""The cast: two agencies, three clients, named people, and why each exists.

Made through the product's verbs, so that what a test meets is what the product can produce.
"""

import copy
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

import time_machine
from django.test import Client as Browser
from django.utils import timezone

from callboard.agencies import addresses, brand
from callboard.agencies.models import Agency, Client
from callboard.agents.models import Agent, Connection
from callboard.agents.models.agent import Stage
from callboard.audit.actor import Actor
from callboard.people import acceptance, invitations, owners, passwords
from callboard.people.models import Invitation, User
from callboard.people.roles import Role
from callboard.tenancy import scope
from tests import snapshot

PASSWORD = "a violet kettle sings"
ANA = Actor("staff", "Ana Ruiz", ip="192.0.2.1")
SOMEBODY = Actor("link", ip="192.0.2.2")

_BORN = timezone.now()
_numbers = count(1)
_hashed: list[str] = []


def password_hash() -> str:
    """PASSWORD, hashed once for all tests."""
    if not _hashed:
        _hashed.append(passwords.hashed(PASSWORD))
    return _hashed[0]


def agency(name: str, slug: str, host: str, colour: str) -> Agency:
    made = Agency.objects.create(
        name=name, slug=slug, host=host, support_email=f"help@{slug}.example"
    )
    with scope.agency(made.pk):
        brand.save(made, colour=colour)
    return made


def client(of: Agency, name: str, email: str = "", **facts: Any) -> Client:
    address = addresses.parse(email) if email else None
    return Client.objects.create(
        agency=of,
        name=name,
        contact_email=address.original if address else "",
        contact_email_canonical=address.canonical if address else "",
        time_zone=facts.pop("time_zone", of.time_zone),
        created_at=timezone.now(),
        **facts,
    )


def staff(of: Agency, email: str, name: str, role: Role) -> User:
    user = owners.add_staff(of, addresses.parse(email), name=name, role=role)
    User.objects.filter(pk=user.pk).update(password=password_hash(), name=name)
    user.refresh_from_db()
    return user


def invited(to: Client, *, at: datetime | None = None) -> Invitation:
    return invitations.invite(to, by=ANA, user_id=None, at=at)


def member(of: Client, name: str = "Maya Chen", *, at: datetime | None = None) -> User:
    """Invites the contact address and accepts: the client is Active."""
    invitation = invited(of, at=at)
    user = acceptance.account_of(invitation)
    if user is not None:
        return acceptance.accept_as(invitation, user, by=SOMEBODY, at=at).user
    return acceptance.accept_as_new(
        invitation, name=name, password_hash=password_hash(), by=SOMEBODY, at=at
    ).user


def connection(of: Agency, secret: str = "hook secret") -> Connection:
    return Connection.objects.create(agency=of, provider="vapi", label="Vapi", secret=secret)


def agent(of: Client, on: Connection, name: str = "Robin", *, draft: bool = False) -> Agent:
    return Agent.objects.create(
        agency=of.agency,
        client=of,
        connection=on,
        name=name,
        number="+14155550100",
        external_id=f"assistant-{next(_numbers)}",
        stage=Stage.DRAFT if draft else Stage.DEPLOYED,
        created_at=timezone.now(),
    )


def browser(of: Agency, user: User | None = None, **options: Any) -> Browser:
    """A browser on the agency's host, signed in (by the real form) if somebody is given."""
    fresh = Browser(SERVER_NAME=of.host, **options)
    if user is not None:
        answer = fresh.post("/sign-in/", {"email": user.email, "password": PASSWORD})
        assert answer.status_code in (302, 303), answer.content[:500]
    return fresh


@dataclass
class Cast:
    """Northwind sells to Bright Smile (Active, Maya) and to Harbor Law (never invited).

    Lumen is the other agency: it has a client whose contact has the very same address as Maya,
    which nobody may notice.
    """

    northwind: Agency
    lumen: Agency
    bright_smile: Client
    harbor_law: Client
    cedar_clinic: Client
    ana: User
    maya: User
    lumen_owner: User
    staff: dict[Role, User] = field(default_factory=dict)


_kept: list[tuple[Cast, list[snapshot.Table]]] = []


def assemble() -> Cast:
    """Into an empty database. Made once a process, and from then on put back row by row."""
    if not _kept:
        # A test may have stopped the clock elsewhere; the others come after it.
        with time_machine.travel(_BORN):
            made = _assemble()
        _kept.append((copy.deepcopy(made), snapshot.taken()))
        return made
    made, tables = _kept[0]
    snapshot.put_back(tables)
    return copy.deepcopy(made)


def _assemble() -> Cast:
    northwind = agency("Northwind Voice", "northwind", "northwind.test", "#4f46e5")
    lumen = agency("Lumen Reception", "lumen", "lumen.test", "#0d9488")
    with scope.agency(northwind.pk):
        bright_smile = client(northwind, "Bright Smile Dental", "maya@brightsmile.example")
        harbor_law = client(northwind, "Harbor Law Group", "intake@harborlaw.example")
        ana = staff(northwind, "ana@northwind.example", "Ana Ruiz", Role.OWNER)
        others = {
            role: staff(northwind, f"{role.value}@northwind.example", f"{role.label} Person", role)
            for role in Role
            if role is not Role.OWNER
        }
        maya = member(bright_smile)
    with scope.agency(lumen.pk):
        cedar_clinic = client(lumen, "Cedar Clinic", "maya@brightsmile.example")
        owner = staff(lumen, "owner@lumen.example", "Omar Haddad", Role.OWNER)
    everybody = {Role.OWNER: ana} | others
    return Cast(
        northwind, lumen, bright_smile, harbor_law, cedar_clinic, ana, maya, owner, everybody
    )


__all__ = ["ANA", "PASSWORD", "SOMEBODY", "Cast", "assemble", "browser"]
