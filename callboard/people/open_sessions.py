"""The browsers in which somebody is signed in, for the person's own list of them.

Forms carry no row's id: a handle is signed, and good for its owner alone."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import devices, sessions
from callboard.people.models import Session
from callboard.people.models.session import EndReason
from callboard.people.person import Person

_SALT = "open session"


@dataclass(frozen=True, slots=True)
class Browser:
    """One of them, as its owner sees it. `handle` is what a form sends back."""

    handle: str
    words: str
    is_phone: bool
    ip: str
    since: datetime
    last_seen_at: datetime
    here: bool


class NoSuchSession(LookupError):
    """Not this person's, or over already."""


def of(person: Person, *, at: datetime | None = None) -> list[Browser]:
    """Those that still work: this one first, then the one seen last."""
    now = at or timezone.now()
    alive = [row for row in _alive(person) if sessions.lasts(row, person.role, now)]
    alive.sort(key=lambda row: (row.pk == person.session.pk, row.last_seen_at), reverse=True)
    return [_shown(row, person) for row in alive]


def end(person: Person, handle: str, *, by: Actor, at: datetime | None = None) -> None:
    """Signs one of them out. Raises `NoSuchSession`."""
    try:
        user_id, session_id = signing.loads(handle, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise NoSuchSession from None
    if user_id != person.user.pk:
        raise NoSuchSession
    if not _end(person, _alive(person).filter(pk=session_id), by, at):
        raise NoSuchSession


def end_others(person: Person, *, by: Actor, at: datetime | None = None) -> int:
    """Signs all but this one out; how many they were."""
    return _end(person, _alive(person).exclude(pk=person.session.pk), by, at)


def _end(person: Person, rows: QuerySet[Session], by: Actor, at: datetime | None) -> int:
    now = at or timezone.now()
    with transaction.atomic():
        ended = sessions.end_some(rows, EndReason.SIGNED_OUT, at=now)
        if ended:
            record(
                "sessions.ended",
                agency_id=person.user.agency_id,
                by=by,
                about=f"user:{person.user.public_id}",
                before={"browsers": ended},
                at=now,
            )
    return ended


def _alive(person: Person) -> QuerySet[Session]:
    return Session.objects.filter(user=person.user, epoch=person.user.epoch, ended_at__isnull=True)


def _shown(row: Session, person: Person) -> Browser:
    return Browser(
        handle=signing.dumps([person.user.pk, row.pk], salt=_SALT),
        words=devices.words(row.user_agent),
        is_phone=devices.is_phone(row.user_agent),
        ip=row.ip,
        since=row.created_at,
        last_seen_at=row.last_seen_at,
        here=row.pk == person.session.pk,
    )
