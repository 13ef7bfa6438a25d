"""A client, and the agent that answers for it."""

from datetime import datetime, timedelta

from callboard.agencies import addresses
from callboard.agencies.models import Client
from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.audit.record import record
from callboard.demo.cast.business import Business
from callboard.demo.cast.stable import external_id, public_id
from callboard.demo.seed.agencies import Cast
from callboard.demo.seed.moments import days_ago


def known(business: Business) -> bool:
    return Client.objects.filter(public_id=public_id(business.key)).exists()


def make(business: Business, cast: Cast, now: datetime) -> Client:
    """Runs inside a transaction and the agency's scope."""
    at = days_ago(business, business.since_days, now)
    address = addresses.parse(business.contact_email) if business.contact_email else None
    client = Client.objects.create(
        agency=cast.agency,
        public_id=public_id(business.key),
        name=business.name,
        contact_name=business.contact.name,
        contact_email=address.original if address else "",
        contact_email_canonical=address.canonical if address else "",
        mobile=business.mobile,
        time_zone=business.time_zone,
        handles_health_information=business.health,
        notes=business.notes,
        created_at=at,
    )
    about = f"client:{client.public_id}"
    record(
        "client.created",
        agency_id=client.agency_id,
        client_id=client.pk,
        by=cast.by,
        about=about,
        after={"name": client.name, "contact_email": client.contact_email},
        at=at,
    )
    _hire(business, client, cast, at + timedelta(minutes=4))
    return client


def _hire(business: Business, client: Client, cast: Cast, at: datetime) -> None:
    answering = business.answering
    agent = Agent.objects.create(
        agency=cast.agency,
        public_id=public_id(f"{business.key} agent"),
        client=client,
        connection=cast.connection,
        name=answering.name,
        number=answering.number,
        external_id=external_id(f"{business.key} agent"),
        stage=Stage.DEPLOYED if answering.deployed else Stage.DRAFT,
        created_at=at,
    )
    record(
        "agent.created",
        agency_id=client.agency_id,
        client_id=client.pk,
        by=cast.by,
        about=f"agent:{agent.public_id}",
        after={"name": agent.name, "stage": agent.stage},
        at=at,
    )
