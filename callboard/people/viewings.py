"""View as Client: one of the staff sees a client's portal as its people do, and changes nothing.

A viewing belongs to one browser of the staff. It is over after `LASTS`, at Exit, and when the
session, the person's work or the client's time in the lists ends. Who looks is never taken for one
of the client's people: there is no membership in it, and what is written down names both.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import access_log, departures
from callboard.people.models import Session, Viewing
from callboard.people.refusals import Gone, Refused

LASTS = timedelta(minutes=30)


def begin(client: Client, session: Session, *, by: Actor, at: datetime | None = None) -> Viewing:
    """In place of the one that this browser had. Raises `Refused` for an archived client, `Gone`
    for who works here no more.
    """
    now = at or timezone.now()
    with transaction.atomic():
        departures.must_act("view", by, "clients.view")
        # In this order: an archiving, or a sign-out, comes before it or after it.
        if not _lock(Client.objects.current().filter(pk=client.pk)):
            raise Refused("view", "archived")
        if not _lock(Session.objects.filter(pk=session.pk, ended_at__isnull=True)):
            raise Gone("view")
        end(session, by=by, at=now)
        viewing = Viewing.objects.create(
            agency_id=client.agency_id,
            client=client,
            user_id=session.user_id,
            session=session,
            began_at=now,
            ends_at=now + LASTS,
        )
        access_log.viewed(viewing, by=by)
        _record("portal.view_began", viewing, by, now, minutes=LASTS // timedelta(minutes=1))
    return viewing


def end(session: Session, *, by: Actor, at: datetime | None = None) -> Client | None:
    """Exit. The client whose portal was seen; None where no viewing was open."""
    now = at or timezone.now()
    open_here = Viewing.objects.open().filter(session=session)
    with transaction.atomic():
        viewing: Viewing | None = open_here.select_related("client").first()
        if viewing is None or not open_here.filter(pk=viewing.pk).update(ended_at=now):
            return None
        if not viewing.is_over(now):
            seen = max(1, (now - viewing.began_at) // timedelta(minutes=1))
            _record("portal.view_ended", viewing, by, now, minutes=seen)
    return viewing.client


def _lock(rows: QuerySet[Any]) -> bool:
    return bool(rows.select_for_update(no_key=True).values_list("pk", flat=True).first())


def _record(act: str, viewing: Viewing, by: Actor, at: datetime, *, minutes: int) -> None:
    record(
        act,
        agency_id=viewing.agency_id,
        client_id=viewing.client_id,
        by=by,
        about=f"client:{viewing.client.public_id}",
        after={"minutes": minutes},
        at=at,
    )
