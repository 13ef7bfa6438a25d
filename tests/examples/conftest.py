from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.agents.models import Agent
from callboard.calls.models import Call, Recording
from callboard.examples import placing
from callboard.examples.events import Step
from callboard.examples.models import ExampleCall
from callboard.examples.placing import Wish
from callboard.providers import inbox
from callboard.providers.recordings import fetch_recording
from callboard.tenancy import scope
from callboard.tenancy.public_id import new_public_id
from tests.cast import ANA, Cast, agent, connection


@dataclass
class Stage:
    """Robin answers for Bright Smile; staff place examples, and the worker's work is done here."""

    client: Client
    agent: Agent

    def place(self, story: str = "books", key: str = "", **options) -> ExampleCall:
        wish = Wish(options.pop("agent", self.agent), story, options.pop("trade", "dental"))
        client = options.pop("client", self.client)
        return placing.place(client, wish, key=key or new_public_id(), by=ANA, **options)

    def tell(self, example: ExampleCall, *steps: Step) -> Call:
        """These events, and the inbox worked through."""
        for step in steps or tuple(Step):
            placing.tell.call(self.client.agency_id, example.pk, step.value)
        while inbox.drain_once(now=timezone.now()):
            pass
        return Call.objects.get(external_id=example.public_id)

    def heard(self, story: str = "books", **options) -> Call:
        """A whole call, with its sound."""
        call = self.tell(self.place(story, **options))
        for recording in Recording.objects.filter(call=call):
            fetch_recording.call(call.agency_id, recording.pk)
        return call


@pytest.fixture
def stage(cast: Cast, data_dir) -> Iterator[Stage]:
    """In Northwind's scope."""
    with scope.agency(cast.northwind.pk):
        client = cast.bright_smile
        yield Stage(client, agent(client, connection(cast.northwind)))
