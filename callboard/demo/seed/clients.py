"""A client, and the agent that answers for it."""

from datetime import datetime, timedelta

from callboard.agencies import addresses
from callboard.agencies.models import Client
from callboard.agents import agents
from callboard.agents.agents import AgentFacts
from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage, Takes
from callboard.audit.models import Entry
from callboard.demo.cast.business import Business
from callboard.demo.cast.meanings import MEANINGS
from callboard.demo.seed.agencies import Cast
from callboard.demo.seed.moments import days_ago
from callboard.people import clients
from callboard.people.clients import Facts
from callboard.visibility import choosing
from callboard.visibility.choosing import DEFAULT

ANSWERING_FOR = timedelta(days=3 * 365)


def known(business: Business) -> bool:
    """Whether it was added once, whatever it is called now: the record forgets nothing."""
    added = Entry.objects.filter(act="client.created", after__name=business.name)
    return bool(added.exists())


def make(business: Business, cast: Cast, now: datetime) -> Client:
    """With its agent. Runs inside a transaction and the agency's scope."""
    client = add(business, cast, now)
    if business.visibility:
        wanted = {name: (DEFAULT, level) for name, level in business.visibility.items()}
        at = client.created_at + timedelta(minutes=2)
        choosing.choose_for(client, wanted, by=cast.by, at=at)
        client.refresh_from_db()
    answering = business.answering
    hired = AgentFacts(
        name=answering.name,
        number=answering.number,
        external_id=business.assistant_id,
        stage=Stage.DEPLOYED if answering.deployed else Stage.DRAFT,
        takes=Takes.AGENT_AND_NUMBER if answering.shared else Takes.AGENT,
        # It answered at the provider long before the agency had a portal.
        live_since=now - ANSWERING_FOR if answering.deployed else None,
    )
    at = client.created_at + timedelta(minutes=4)
    agent = agents.add(client, cast.connection_of(business), hired, by=cast.by, at=at)
    Agent.objects.filter(pk=agent.pk).update(meanings=MEANINGS)
    return client


def add(business: Business, cast: Cast, now: datetime) -> Client:
    """Without an agent, under the same conditions."""
    facts = Facts(
        name=business.name,
        contact_name=business.contact.name,
        mobile=business.mobile,
        time_zone=business.time_zone,
        handles_health_information=business.health,
        notes=business.notes,
    )
    address = addresses.parse(business.contact_email) if business.contact_email else None
    at = days_ago(business, business.since_days, now)
    return clients.add(cast.agency, facts, address, by=cast.by, at=at)
