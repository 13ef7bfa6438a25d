"""A client, and the agent that answers for it."""

from datetime import datetime, timedelta

from callboard.agencies import addresses
from callboard.agencies.models import Client
from callboard.agents import agents
from callboard.agents.agents import AgentFacts
from callboard.agents.models.agent import Stage
from callboard.audit.models import Entry
from callboard.demo.cast.business import Business
from callboard.demo.cast.stable import external_id
from callboard.demo.seed.agencies import Cast
from callboard.demo.seed.moments import days_ago
from callboard.people import clients
from callboard.people.clients import Facts


def known(business: Business) -> bool:
    """Whether it was added once, whatever it is called now: the record forgets nothing."""
    added = Entry.objects.filter(act="client.created", after__name=business.name)
    return bool(added.exists())


def make(business: Business, cast: Cast, now: datetime) -> Client:
    """Runs inside a transaction and the agency's scope."""
    at = days_ago(business, business.since_days, now)
    facts = Facts(
        name=business.name,
        contact_name=business.contact.name,
        mobile=business.mobile,
        time_zone=business.time_zone,
        handles_health_information=business.health,
        notes=business.notes,
    )
    address = addresses.parse(business.contact_email) if business.contact_email else None
    client = clients.add(cast.agency, facts, address, by=cast.by, at=at)
    answering = business.answering
    hired = AgentFacts(
        name=answering.name,
        number=answering.number,
        external_id=external_id(f"{business.key} agent"),
        stage=Stage.DEPLOYED if answering.deployed else Stage.DRAFT,
    )
    agents.add(client, cast.connection, hired, by=cast.by, at=at + timedelta(minutes=4))
    return client
