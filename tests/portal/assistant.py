"""Robin, the assistant of Bright Smile, and what Maya does with its settings."""

import re
from html import unescape

import pytest
from django.test import Client as Browser

from callboard.agencies.models import Client
from callboard.agents.models import Agent, Connection, Publication
from callboard.agents.models.connection import SIMULATED
from callboard.providers import publish
from callboard.tenancy import scope
from tests.cast import Cast, agent, connection

WEEK = {f"day_{day}": "9-17" for day in range(5)} | {"closed_5": "on", "closed_6": "on"}


@pytest.fixture
def robin(cast: Cast) -> Agent:
    with scope.agency(cast.northwind.pk):
        line = connection(cast.northwind)
        Connection.objects.filter(pk=line.pk).update(api_base=SIMULATED)
        return agent(cast.bright_smile, line)


@pytest.fixture
def by_hand(cast: Cast, robin: Agent) -> Agent:
    """The same, with a provider that nothing can be published to."""
    with scope.agency(cast.northwind.pk):
        Connection.objects.update(api_base="")
    return robin


def at(robin: Agent, *what: str) -> str:
    return "/".join(["/assistant", robin.public_id, *what, ""])


def value(page: str, name: str) -> str:
    """What a field of the page holds."""
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    if tag is None:
        area = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\s*([^<]*)</textarea>', page)
        assert area is not None, f"no field {name}"
        return unescape(area[1])
    found = re.search(r'value="([^"]*)"', tag[0])
    return unescape(found[1]) if found else ""


def saved(maya: Browser, robin: Agent, section: str, **facts: str) -> int:
    seen = value(maya.get(at(robin, section)).text, "seen")
    return maya.post(at(robin, section), {**facts, "seen": seen}).status_code


def published(maya: Browser, robin: Agent) -> int:
    page = maya.get(at(robin)).text
    seen = value(page, "seen") if 'name="seen"' in page else ""
    return maya.post(at(robin, "publication"), {"seen": seen}).status_code


def worked(robin: Agent) -> None:
    with scope.agency(robin.agency_id):
        for one in Publication.objects.open():
            publish.send.call(one.agency_id, one.pk)


def rows(robin: Agent, model):
    with scope.agency(robin.agency_id):
        return list(model.objects.order_by("id"))


def let(cast: Cast, **levels: str) -> None:
    named = {f"assistant.{section}": level for section, level in levels.items()}
    with scope.agency(cast.northwind.pk):
        Client.objects.filter(pk=cast.bright_smile.pk).update(visibility=named)
