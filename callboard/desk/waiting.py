"""What clients want of the agency: changes to put live by hand, and requests for what they may not
change themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from callboard.agents.models import ChangeRequest, Publication
from callboard.agents.models.publication import Kind, State
from callboard.agents.settings.changes import Change, between
from callboard.agents.settings.sections import Section
from callboard.faqs import changes_told
from callboard.faqs.changes_told import Told

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """`changes` are each with a label, and what was and becomes of it in words."""

    publication: Publication
    changes: Sequence[Change | Told]


def changes() -> list[Waiting]:
    """Oldest first, of clients that are not archived."""
    rows = Publication.objects.filter(
        state=State.WAITING, client__archived_at__isnull=True
    ).select_related("agent", "client", "before")
    return [Waiting(one, _changes(one)) for one in rows.order_by("asked_at", "id")[:SHOWN]]


def requests() -> list[ChangeRequest]:
    rows = ChangeRequest.objects.filter(done_at__isnull=True, client__archived_at__isnull=True)
    return list(rows.select_related("agent", "client").order_by("asked_at", "id")[:SHOWN])


def _changes(one: Publication) -> Sequence[Change | Told]:
    before = one.before.content if one.before else {}
    if one.kind == Kind.FAQS:
        return changes_told.between(before, one.content)
    return between(before, one.content, list(Section))
