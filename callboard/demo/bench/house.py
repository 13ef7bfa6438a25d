"""Whom the bench looks at: a client with all the calls and one with a thousand, of one agency."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection as database
from django.db import transaction
from django.test import Client as Browser

from callboard.agencies import addresses
from callboard.agencies.models import Agency, Client
from callboard.agents import agents, connections
from callboard.agents.agents import AgentFacts
from callboard.agents.connections import ConnectionFacts
from callboard.agents.models import Agent, Connection
from callboard.agents.models.agent import Stage
from callboard.agents.models.connection import AuthMode
from callboard.audit.actor import Actor
from callboard.demo.big.fill import fill
from callboard.demo.cast.harborview import YEARS_DAYS
from callboard.demo.cast.meanings import MEANINGS
from callboard.people import acceptance, clients, invitations, owners, passwords
from callboard.people.clients import Facts
from callboard.tenancy import scope

HOST = "bench.example"
SMALL = 1_000
_PASSWORD = "harbor lantern maple"  # noqa: S105 - of the bench's own people
_BY = Actor("staff", "Bench")


@dataclass(frozen=True, slots=True)
class Portal:
    """A client, the agent that answers for it, and somebody who is signed in."""

    client: Client
    agent: Agent
    browser: Browser

    def get(self, path: str) -> bytes:
        answer = self.browser.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}.")
        return answer.content


@dataclass(frozen=True, slots=True)
class House:
    agency: Agency
    big: Portal
    small: Portal


def built(calls: int, now: datetime, told: Callable[[int], None]) -> House:
    """Goes on with what an earlier run has left."""
    agency = Agency.objects.filter(host=HOST).first() or _agency()
    with scope.agency(agency.pk):
        big = _portal(agency, "Harborview Dental Group", "big", now)
        small = _portal(agency, "Bayside Dental", "small", now)
        for portal, count in ((small, min(SMALL, calls)), (big, calls)):
            began = now - timedelta(days=YEARS_DAYS)
            fill(portal.agent, count, began=began, until=now, told=told)
    _settle()
    return House(agency, big, small)


def _settle() -> None:
    """What PostgreSQL does by itself within minutes."""
    with database.cursor() as cursor:
        if database.vendor == "postgresql" and not database.in_atomic_block:
            cursor.execute("VACUUM (ANALYZE)")


def _agency() -> Agency:
    with transaction.atomic():
        agency, _owner = owners.create_agency(
            name="Bench",
            slug="bench",
            host=HOST,
            time_zone="America/New_York",
            owner=addresses.parse("owner@bench.example"),
        )
        with scope.agency(agency.pk):
            connections.add(agency, "vapi", ConnectionFacts("Vapi", AuthMode.SECRET), by=_BY)
    return agency


def _portal(agency: Agency, name: str, key: str, now: datetime) -> Portal:
    known = Client.objects.filter(name=name).first()
    if known is None:
        with transaction.atomic():
            known = _client(agency, name, key, now)
    agent = Agent.objects.select_related("client", "connection").get(external_id=f"{key} agent")
    return Portal(known, agent, _signed_in(known))


def _client(agency: Agency, name: str, key: str, now: datetime) -> Client:
    at = now - timedelta(days=YEARS_DAYS + 2)
    facts = Facts(name, "Nora Whitfield", "", "America/New_York", False, "")
    address = addresses.parse(f"{key}@{HOST}")
    client = clients.add(agency, facts, address, by=_BY, at=at)
    hired = AgentFacts("Harper", "+12075550198", f"{key} agent", Stage.DEPLOYED, live_since=at)
    agent = agents.add(client, Connection.objects.get(), hired, by=_BY, at=at)
    Agent.objects.filter(pk=agent.pk).update(meanings=MEANINGS)
    invitation = invitations.invite(client, by=_BY, user_id=None, at=now)
    acceptance.accept_as_new(
        invitation,
        name="Nora Whitfield",
        password_hash=passwords.hashed(_PASSWORD),
        by=Actor("link"),
        at=now,
    )
    return client


def _signed_in(client: Client) -> Browser:
    """Through the form, as anybody."""
    browser = Browser(SERVER_NAME=HOST)
    answer = browser.post("/sign-in/", {"email": client.contact_email, "password": _PASSWORD})
    if answer.status_code != 303:
        raise RuntimeError(f"Signing in answered {answer.status_code}.")
    return browser
