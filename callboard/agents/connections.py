"""An agency's accounts at providers: adding one, and changing secrets without losing a webhook."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.agents.models import Connection
from callboard.agents.models.connection import AuthMode
from callboard.audit.actor import Actor
from callboard.audit.record import record

# How long a replaced secret is still good, for the time it takes to enter the new one at the
# provider.
OVERLAP = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class ConnectionFacts:
    """`header_name` is used with `AuthMode.HEADER` alone."""

    label: str
    auth_mode: str
    header_name: str = ""


def new_secret() -> str:
    """A secret of ours for the provider to prove itself with, 256 bits."""
    return secrets.token_urlsafe(32)


def add(
    agency: Agency,
    provider: str,
    facts: ConnectionFacts,
    *,
    by: Actor,
    secret: str = "",
    api_key: str = "",
    at: datetime | None = None,
) -> tuple[Connection, str]:
    """The connection and its secret in clear, to be shown this once; a secret is made where none is
    given.
    """
    secret = secret or new_secret()
    now = at or timezone.now()
    with transaction.atomic():
        connection = Connection.objects.create(
            agency=agency,
            provider=provider,
            label=facts.label,
            auth_mode=facts.auth_mode,
            header_name=facts.header_name,
            secret=secret,
            api_key=api_key or None,
            created_at=now,
        )
        _record("connection.added", connection, by, now)
    return connection, secret


def change(
    connection: Connection,
    facts: ConnectionFacts,
    *,
    by: Actor,
    api_key: str = "",
    without_api_key: bool = False,
) -> Connection:
    """An empty `api_key` leaves the one that is there."""
    connection.label = facts.label
    connection.auth_mode = facts.auth_mode
    connection.header_name = facts.header_name
    if api_key or without_api_key:
        connection.api_key = api_key or None
    with transaction.atomic():
        connection.save()
        _record("connection.changed", connection, by, timezone.now())
    return connection


def replace_secret(connection: Connection, *, by: Actor, secret: str = "") -> str:
    """The new secret in clear, to be shown this once. The old one stays good for 24 hours."""
    now = timezone.now()
    fresh = secret or new_secret()
    connection.previous_secret = connection.secret
    connection.previous_until = now + OVERLAP
    connection.secret = fresh
    with transaction.atomic():
        connection.save()
        _record("connection.secret_replaced", connection, by, now)
    return fresh


def headers_for(connection: Connection, secret: str) -> dict[str, str]:
    """The headers that prove a webhook of this connection; empty where they depend on the body
    (HMAC).
    """
    match connection.auth_mode:
        case AuthMode.BEARER:
            return {"Authorization": f"Bearer {secret}"}
        case AuthMode.SECRET:
            return {"X-Vapi-Secret": secret}
        case AuthMode.HEADER:
            return {connection.header_name: secret}
    return {}


def hook_url(agency: Agency, connection: Connection) -> str:
    """Where the provider has to send its webhooks."""
    return agency.url(f"/hooks/{connection.provider}/{connection.hook_token}/")


def _record(act: str, connection: Connection, by: Actor, at: datetime) -> None:
    record(
        act,
        agency_id=connection.agency_id,
        by=by,
        about=f"connection:{connection.public_id}",
        after={"label": connection.label, "auth_mode": connection.auth_mode},
        at=at,
    )
