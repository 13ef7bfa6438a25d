"""What a browser is asked to sign with a passkey: random, for one purpose, once, for ten minutes.

It is kept in the browser, signed, so that looking at a page writes nothing; that it was answered is
kept here."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import IntegrityError, transaction

from callboard.people.models import Membership, SpentChallenge, Staff, User
from callboard.tenancy.public_id import new_public_id

LIFE = timedelta(minutes=10)


class For(StrEnum):
    SIGN_IN = "sign_in"
    ADD = "add"  # to an account that has proved itself
    ACCEPT = "accept"  # an invitation, with an account that does not exist yet


class ChallengeDead(Exception):
    """Answered before, run out, or of somebody whose access has ended since."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """`user_id` is the account's public id, known but for signing in; `epoch` its epoch where it
    exists. `asked_at` is in seconds."""

    purpose: str
    asked_at: int
    value: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    user_id: str = ""
    epoch: int = 0

    @property
    def bytes(self) -> bytes:
        return self.value.encode()


def to_sign_in(at: datetime) -> Challenge:
    return Challenge(For.SIGN_IN, int(at.timestamp()))


def to_add(user: User, at: datetime) -> Challenge:
    return Challenge(For.ADD, int(at.timestamp()), user_id=user.public_id, epoch=user.epoch)


def to_accept(at: datetime) -> Challenge:
    return Challenge(For.ACCEPT, int(at.timestamp()), user_id=new_public_id())


def spend(challenge: Challenge, purpose: For, agency_id: int, *, at: datetime) -> None:
    """Uses it up. Raises `ChallengeDead`. Whatever comes of the answer, it is spent."""
    if challenge.purpose != purpose or at - _asked_at(challenge, at) > LIFE:
        raise ChallengeDead
    SpentChallenge.objects.filter(spent_at__lt=at - 2 * LIFE).delete()
    digest = hashlib.sha256(challenge.bytes).hexdigest()
    try:
        with transaction.atomic():
            SpentChallenge.objects.create(agency_id=agency_id, digest=digest, spent_at=at)
    except IntegrityError:
        raise ChallengeDead from None


def must_hold_for(user: User, challenge: Challenge, *, at: datetime) -> None:
    """Raises `ChallengeDead` for who lost an access since it was asked, even if they are back."""
    since = _asked_at(challenge, at)
    if Membership.objects.filter(user=user, ended_at__gte=since).exists():
        raise ChallengeDead
    if Staff.objects.filter(user=user, ended_at__gte=since).exists():
        raise ChallengeDead


def _asked_at(challenge: Challenge, now: datetime) -> datetime:
    return datetime.fromtimestamp(challenge.asked_at, tz=now.tzinfo)
