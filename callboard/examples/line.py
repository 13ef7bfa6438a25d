"""The line that an agency's example calls come in on: its connection to the simulator."""

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from callboard.agencies.models import Agency
from callboard.agents import connections
from callboard.agents.connections import ConnectionFacts
from callboard.agents.models import Connection
from callboard.agents.models.connection import SIMULATOR, AuthMode
from callboard.audit.actor import Actor

LABEL = "Example calls"


def connect(agency: Agency, *, by: Actor) -> Connection:
    """Made the first time somebody needs it, with a secret that nobody is shown."""
    if found := known():
        return found
    try:
        with transaction.atomic():
            facts = ConnectionFacts(LABEL, AuthMode.HMAC)
            made, _secret = connections.add(agency, SIMULATOR, facts, by=by)
    except IntegrityError:
        return connection()  # two people at once
    return made


def known() -> Connection | None:
    """None before the first example of the open scope's agency."""
    return _rows().first()


def connection() -> Connection:
    """The one of the open scope's agency."""
    return _rows().get()


def _rows() -> QuerySet[Connection]:
    return Connection.objects.filter(provider=SIMULATOR)
