"""When a client's assistant says that the business is open."""

from callboard.agents.models import Publication
from callboard.agents.models.agent import Stage
from callboard.agents.models.publication import Kind
from callboard.agents.opening_hours import OpeningHours


def of(client_id: int) -> OpeningHours | None:
    """Those that are live; None as long as nobody published any. Of several agents, those of the
    one that has answered longest. One query.
    """
    rows = Publication.objects.live().filter(
        client_id=client_id,
        kind=Kind.SETTINGS,
        agent__client_id=client_id,
        agent__stage=Stage.DEPLOYED,
        content__has_key="hours",
    )
    contents = rows.order_by("agent_id").values_list("content", flat=True)
    stored = next((content["hours"] for content in contents[:1]), None)
    return OpeningHours.read(stored) if stored else None
