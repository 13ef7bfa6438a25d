"""What an invitation can promise its reader: who answers, and whether there is a call to hear."""

from callboard.agencies.models import Client
from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.calls.models import Call
from callboard.people.mails.awaiting import Awaiting


def awaiting(client: Client) -> Awaiting:
    """For a client that is not stored (a preview), nothing."""
    if client.pk is None:
        return Awaiting()
    deployed = Agent.objects.filter(client=client, stage=Stage.DEPLOYED).order_by("id")
    return Awaiting(
        agent=deployed.values_list("name", flat=True).first() or "",
        has_calls=Call.objects.shown_to_client().real().filter(client=client).exists(),
    )
