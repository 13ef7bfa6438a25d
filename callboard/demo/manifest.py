"""DEMO_DIR/manifest.json: what a program needs to drive the demo without having seen a page of it.

Read from the database at each start, so that it tells what is there now. Members are listed whose
password the demo chose; the secrets are those of the demo's own connections.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings

from callboard.agencies.models import Agency, Client
from callboard.agents import connections
from callboard.agents.models import Agent, Connection
from callboard.agents.models.agent import Stage
from callboard.demo.cast import HOUSES
from callboard.demo.cast.agency import House
from callboard.demo.cast.harborview import HARBORVIEW
from callboard.demo.seed import agencies
from callboard.people import access
from callboard.people.models import Membership, Staff
from callboard.tenancy import scope

MAILBOX = "/demo/mailbox"


def manifest(now: datetime) -> dict[str, Any]:
    told = []
    for house in HOUSES:
        agency = agencies.known(house)
        if agency is not None:
            with scope.agency(agency.pk):
                told.append(_agency(house, agency, now))
    return {
        "base_url": settings.PUBLIC_URL,
        "mailbox_url": settings.PUBLIC_URL + MAILBOX,
        "maildir": str(settings.DATA_DIR / "mail"),
        "agencies": told,
    }


def _agency(house: House, agency: Agency, now: datetime) -> dict[str, Any]:
    clients = access.with_access(Client.objects.all(), now).order_by("id")
    return {
        "slug": agency.slug,
        "name": agency.name,
        "base_url": agency.base_url,
        "staff": list(_staff(house)),
        "clients": [
            {
                "id": client.public_id,
                "name": client.name,
                "access": client.access,
                "contact_email": client.contact_email,
                "members": list(_members(house, client)),
                "agents": list(_agents(client)),
            }
            for client in clients
        ],
        "connections": [
            {
                "provider": connection.provider,
                "webhook_url": connections.hook_url(agency, connection),
                "headers": headers,
            }
            for connection in Connection.objects.order_by("id")
            if (headers := _headers(connection, now))
        ],
    }


def _staff(house: House) -> Iterator[dict[str, str]]:
    known = {employee.email for employee in house.staff}
    working = Staff.objects.filter(ended_at__isnull=True).select_related("user").order_by("id")
    for row in working:
        if row.user.email in known:
            role = row.role.replace("_", "-")
            yield {"email": row.user.email, "password": house.password, "role": role}


def _members(house: House, client: Client) -> Iterator[dict[str, str]]:
    known = {
        person.email
        for business in (*house.clients, HARBORVIEW)
        for person in (business.contact, business.colleague)
        if person is not None
    }
    rows = Membership.objects.active().filter(client=client).select_related("user").order_by("id")
    for row in rows:
        if row.user.email in known:
            yield {"email": row.user.email, "password": house.password}


def _agents(client: Client) -> Iterator[dict[str, str]]:
    for agent in Agent.objects.filter(client=client, stage=Stage.DEPLOYED).order_by("id"):
        yield {
            "id": agent.public_id,
            "name": agent.name,
            "external_id": agent.external_id,
            "number": agent.number,
        }


def _headers(connection: Connection, now: datetime) -> dict[str, str]:
    """What proves a webhook; empty where nothing fixed can (a signature is made of the body)."""
    newest = connection.secrets_at(now)[:1]
    return connections.headers_for(connection, newest[0]) if newest else {}
