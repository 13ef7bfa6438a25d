"""An agent that answers for a client, and what its provider tells of a call."""

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client as Sender

from callboard.agencies.models import Client
from callboard.agents.models import Agent, Connection
from callboard.providers import inbox
from callboard.providers.events import CallEvent
from callboard.providers.registry import adapter_for
from tests import cast
from tests.providers import vapi
from tests.providers.vapi import RECEIVED

SECRET = "hook secret"


@dataclass
class Line:
    client: Client
    connection: Connection
    agent: Agent

    @classmethod
    def of(cls, client: Client) -> "Line":
        connection = cast.connection(client.agency, SECRET)
        return cls(client, connection, cast.agent(client, connection))

    @property
    def address(self) -> str:
        return f"/hooks/vapi/{self.connection.hook_token}/"

    def body(self, name: str = "report-2025", call: str = "call-1", **changes: Any) -> bytes:
        """A fixture's body, told of a call of this agent, with other facts of the message."""
        told = vapi.message(name)
        told.pop("assistant", None)
        told["call"] |= {"id": call, "assistantId": self.agent.external_id}
        return json.dumps({"message": told | changes}).encode()

    def post(self, body: bytes, *, secret: str = SECRET, **options: Any) -> Any:
        host = options.pop("host", self.client.agency.host)
        headers = {"X-Vapi-Secret": secret} if secret else {}
        return Sender(SERVER_NAME=host).post(
            options.pop("address", self.address),
            body,
            content_type=options.pop("content_type", "application/json"),
            headers=headers | options.pop("headers", {}),
            **options,
        )

    def store(self, body: bytes) -> bool:
        return inbox.store(self.connection, event_in(body), body, RECEIVED)


def event_in(body: bytes) -> CallEvent:
    (event,) = adapter_for("vapi").parse(body, RECEIVED)
    assert isinstance(event, CallEvent)
    return event
