"""Which of an agent's tools make a booking, where its agency knows better than the presets."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from callboard.agents.models import Agent
from callboard.audit.actor import Actor
from callboard.audit.record import record


@dataclass(frozen=True, slots=True)
class BookingTools:
    """Names of tools, and where the facts stand among what a tool is given (`customer.name`), or
    in its answer (`result.start`). A path with a plus (`date + time`) puts two together.
    """

    names: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    name: str = ""
    phone: str = ""
    service: str = ""

    @classmethod
    def of(cls, agent: Agent | None) -> "BookingTools":
        known: dict[str, Any] = agent.booking_tools if agent is not None else {}
        return cls(**{**known, "names": tuple(known.get("names", ()))})


def change(agent: Agent, tools: BookingTools, *, by: Actor) -> bool:
    """False where it stands so already. Calls that came before stay as they were read."""
    with transaction.atomic():
        row = Agent.objects.select_for_update().get(pk=agent.pk)
        before, after = BookingTools.of(row), tools
        if before == after:
            return False
        row.booking_tools = {**asdict(tools), "names": list(tools.names)}
        row.save(update_fields=["booking_tools"])
        record(
            "agent.booking_tools_changed",
            agency_id=row.agency_id,
            client_id=row.client_id,
            by=by,
            about=f"agent:{row.public_id}",
            before=asdict(before),
            after=asdict(after),
        )
    agent.booking_tools = row.booking_tools
    return True
