"""Archiving a client: its access and invitations end, and it is in no list until it is restored."""

from datetime import datetime

from django.utils import timezone

from callboard.agencies.models import Client
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import access, invitations, revocation
from callboard.people.departures import Departure
from callboard.people.models import Viewing
from callboard.people.models.membership import Ending
from callboard.people.refusals import Refused


def archive(client: Client, *, by: Actor, at: datetime | None = None) -> Departure:
    """Data stays. Raises `Refused` for one that is archived already."""
    now = at or timezone.now()
    with invitations.attempt("archive", client, by, now):
        access.of(client.pk, now, lock=True)
        if not Client.objects.current().filter(pk=client.pk).update(archived_at=now):
            raise Refused("archive", "archived")
        Viewing.objects.filter(client=client).cut_short(now)
        gone = revocation.end_everybody_s(client, Ending.ARCHIVED, by=by, at=now)
        _record("client.archived", client, by, now)
    return gone


def restore(client: Client, *, by: Actor, at: datetime | None = None) -> None:
    """Back in the lists. Nobody gets access by it: people are restored by invitations.

    Raises `Refused` for one that is not archived."""
    now = at or timezone.now()
    with invitations.attempt("unarchive", client, by, now):
        archived = Client.objects.filter(pk=client.pk, archived_at__isnull=False)
        if not archived.update(archived_at=None):
            raise Refused("unarchive", "not archived")
        _record("client.restored", client, by, now)


def _record(act: str, client: Client, by: Actor, at: datetime) -> None:
    record(
        act,
        agency_id=client.agency_id,
        client_id=client.pk,
        by=by,
        about=f"client:{client.public_id}",
        at=at,
    )
