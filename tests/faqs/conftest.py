from dataclasses import dataclass

import pytest
from django.test import Client as Browser

from callboard.agents import faqs
from callboard.agents.faqs import Words
from callboard.agents.models import Agent, Connection, Faq, Publication
from callboard.agents.models.connection import SIMULATED
from callboard.agents.models.publication import Kind
from callboard.audit.actor import Actor
from callboard.providers import publish
from callboard.tenancy import scope
from tests.cast import ANA, Cast, agent, browser, connection

DELTA = Words("Do you take Delta Dental?", "Yes, we are in network with Delta Dental.")
PARKING = Words(
    "Where can I park?", "Behind the building, from Alder Street.", ("Is there a lot?",)
)
WHITENING = Words("What does whitening cost?", "350 dollars at the office.")


@dataclass
class Desk:
    """Robin answers for Bright Smile, whose Maya is signed in at `/faqs/…`."""

    cast: Cast
    robin: Agent
    maya: Browser
    ana: Browser

    def url(self, *parts: str) -> str:
        return "/".join(["/faqs", self.robin.public_id, *parts, ""])

    def desk_url(self, *parts: str) -> str:
        return f"/agency/agents/{self.robin.public_id}" + "/".join(["/faqs", *parts, ""])

    def add(self, words: Words = DELTA, by: Actor = ANA) -> Faq:
        return faqs.add(self.robin, words, by=by)

    def page(self, path: str = "") -> str:
        answer = self.maya.get(path or self.url())
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()


@pytest.fixture
def bright_smile(cast: Cast):
    with scope.agency(cast.northwind.pk):
        line = connection(cast.northwind)
        Connection.objects.filter(pk=line.pk).update(api_base=SIMULATED)
        line.refresh_from_db()
        robin = agent(cast.bright_smile, line)
        maya, ana = browser(cast.northwind, cast.maya), browser(cast.northwind, cast.ana)
        yield Desk(cast, robin, maya, ana)


def sent() -> Publication:
    """As the worker runs the task of the newest."""
    one = Publication.objects.filter(kind=Kind.FAQS).order_by("-number")[0]
    publish.send.call(one.agency_id, one.pk)
    one.refresh_from_db()
    return one
