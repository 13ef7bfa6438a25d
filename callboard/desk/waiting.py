"""What clients want of the agency: changes to put live by hand, and requests for what they may not
change themselves.
"""

from dataclasses import dataclass

from callboard.agents.models import ChangeRequest, Publication
from callboard.agents.models.publication import Kind, State
from callboard.agents.settings.changes import Change, between
from callboard.agents.settings.sections import Section

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """`changes` are those of settings; of FAQs it is told that they changed."""

    publication: Publication
    changes: list[Change]


def changes() -> list[Waiting]:
    """Oldest first, of clients that are not archived."""
    rows = Publication.objects.filter(
        state=State.WAITING, client__archived_at__isnull=True
    ).select_related("agent", "client", "before")
    return [Waiting(one, _changes(one)) for one in rows.order_by("asked_at", "id")[:SHOWN]]


def requests() -> list[ChangeRequest]:
    rows = ChangeRequest.objects.filter(done_at__isnull=True, client__archived_at__isnull=True)
    return list(rows.select_related("agent", "client").order_by("asked_at", "id")[:SHOWN])


def _changes(one: Publication) -> list[Change]:
    if one.kind != Kind.SETTINGS:
        return []
    return between(one.before.content if one.before else {}, one.content, list(Section))
