"""The big client among the others of its agency, with a member who can sign in."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from callboard.agents.models import Agent
from callboard.demo.big.fill import fill
from callboard.demo.cast import NORTHWIND
from callboard.demo.cast.harborview import HARBORVIEW, YEARS_DAYS
from callboard.demo.cast.meanings import MEANINGS
from callboard.demo.cast.stable import external_id
from callboard.demo.plan import SETTLED
from callboard.demo.seed import agencies, clients, stories
from callboard.tenancy import scope


def seed(count: int, now: datetime, told: Callable[[int], None]) -> int:
    """How many calls are new. The demo's agencies are there already."""
    agency = agencies.known(NORTHWIND)
    if agency is None:
        raise RuntimeError("The demo's agencies come first.")
    with scope.agency(agency.pk):
        if not clients.known(HARBORVIEW):
            cast = agencies.cast_of(NORTHWIND, agency)
            with transaction.atomic():
                client = clients.make(HARBORVIEW, cast, now)
                Agent.objects.filter(client=client).update(meanings=MEANINGS)
                stories.tell(HARBORVIEW, client, cast, now)
        agent = Agent.objects.select_related("client", "connection").get(
            external_id=external_id(f"{HARBORVIEW.key} agent")
        )
        until = now - SETTLED
        return fill(agent, count, began=until - timedelta(days=YEARS_DAYS), until=until, told=told)
