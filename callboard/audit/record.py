"""Writing the record. Called inside the transaction of the act, so that both happen or neither."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from callboard.audit.actor import Actor
from callboard.audit.models import Entry


def record(
    act: str,
    *,
    agency_id: int,
    by: Actor,
    client_id: int | None = None,
    about: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    denied: bool = False,
    at: datetime | None = None,
) -> Entry:
    """`about` is the kind and public id of what was acted on, `invitation:4f…`; `at` defaults to
    now.
    """
    return Entry.objects.create(
        agency_id=agency_id,
        client_id=client_id,
        at=at or timezone.now(),
        act=act,
        denied=denied,
        about=about,
        actor_kind=by.kind,
        actor_name=by.name[:200],
        actor_public_id=by.public_id,
        actor_viewing=by.viewing[:120],
        ip=by.ip,
        user_agent=by.user_agent[:300],
        request_id=by.request_id,
        before=dict(before or {}),
        after=dict(after or {}),
    )
