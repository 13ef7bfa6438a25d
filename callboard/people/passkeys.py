"""Passkeys of an account: made, used, renamed, removed. Each verb runs in one transaction with its
record and its notice by mail."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from callboard.agencies.models import Agency
from callboard.audit.actor import Actor
from callboard.audit.record import record
from callboard.people import devices, notices, passkey_challenges, passkey_proofs
from callboard.people.departures import has_access
from callboard.people.models import Passkey, User
from callboard.people.passkey_challenges import Challenge, ChallengeDead, For
from callboard.people.passkey_proofs import Made, PasskeyRefused

MOST = 20


class NoSuchPasskey(LookupError):
    """Not this person's, or removed already."""


def of(user: User) -> list[Passkey]:
    """The newest first."""
    return list(Passkey.objects.filter(user=user).order_by("-created_at", "-id"))


def mine(user: User, public_id: str) -> Passkey:
    """Raises `NoSuchPasskey`."""
    found = Passkey.objects.filter(user=user, public_id=public_id).first()
    if found is None:
        raise NoSuchPasskey
    return found


def make(agency: Agency, answer: str, challenge: Challenge, purpose: For, *, at: datetime) -> Made:
    """What the browser made, proved and not kept yet. Raises `ChallengeDead`, `PasskeyRefused`."""
    passkey_challenges.spend(challenge, purpose, agency.pk, at=at)
    return passkey_proofs.made(agency, answer, challenge)


def add(
    agency: Agency, user: User, answer: str, challenge: Challenge, *, name: str, by: Actor
) -> Passkey:
    """One more for an account. Raises `ChallengeDead`, `PasskeyRefused`."""
    now = timezone.now()
    made = make(agency, answer, challenge, For.ADD, at=now)
    if (challenge.user_id, challenge.epoch) != (user.public_id, user.epoch):
        raise ChallengeDead
    with transaction.atomic():
        # The row is the lock: a revocation comes before or after, and of many at once the most is
        # held.
        here = User.objects.select_for_update(no_key=True).filter(pk=user.pk, epoch=user.epoch)
        if not here:
            raise ChallengeDead
        if Passkey.objects.filter(user=user).count() >= MOST:
            raise PasskeyRefused("too many")
        passkey = keep(user, made, name=name, by=by, at=now)
        User.objects.filter(pk=user.pk).update(passkey_offered=False)
        notices.tell(user, "passkey_added", at=now)
    return passkey


def keep(user: User, made: Made, *, name: str, by: Actor, at: datetime) -> Passkey:
    """Inside the verb's transaction. Raises `PasskeyRefused` for one that is known already."""
    try:
        with transaction.atomic():
            passkey = Passkey.objects.create(
                agency_id=user.agency_id,
                user=user,
                credential_id=made.credential_id,
                public_key=made.public_key,
                sign_count=made.sign_count,
                transports=list(made.transports),
                backed_up=made.backed_up,
                host=made.host,
                name=name or devices.words(by.user_agent),
                made_with=by.user_agent,
                created_at=at,
            )
    except IntegrityError:
        raise PasskeyRefused("known already") from None
    _write_down("passkey.added", user, by, at, after={"name": passkey.name})
    return passkey


def rename(passkey: Passkey, name: str, *, by: Actor) -> None:
    with transaction.atomic():
        Passkey.objects.filter(pk=passkey.pk).update(name=name)
        before, after = {"name": passkey.name}, {"name": name}
        _write_down("passkey.renamed", passkey.user, by, timezone.now(), before=before, after=after)


def remove(passkey: Passkey, *, by: Actor) -> None:
    """Raises `NoSuchPasskey` where it was removed meanwhile."""
    now = timezone.now()
    with transaction.atomic():
        hit, _each = Passkey.objects.filter(pk=passkey.pk).delete()
        if not hit:
            raise NoSuchPasskey
        _write_down("passkey.removed", passkey.user, by, now, before={"name": passkey.name})
        notices.tell(passkey.user, "passkey_removed", at=now)


def sign_in(agency: Agency, answer: str, challenge: Challenge, *, by: Actor) -> User:
    """Whose passkey signed this; both steps are proved by it, for the device asked for a finger, a
    face or its lock. Raises `ChallengeDead`, `PasskeyRefused`."""
    now = timezone.now()
    passkey_challenges.spend(challenge, For.SIGN_IN, agency.pk, at=now)
    credential = passkey_proofs.parsed(answer)
    passkey = Passkey.objects.select_related("user").filter(credential_id=credential.id).first()
    if passkey is None:
        raise PasskeyRefused("unknown")
    proof = passkey_proofs.used(agency, credential, challenge, passkey)
    if not has_access(passkey.user_id):
        raise PasskeyRefused("no access")
    passkey_challenges.must_hold_for(passkey.user, challenge, at=now)
    rows = Passkey.objects.filter(pk=passkey.pk)
    # Two devices that count apart have the same key: one of them is a copy.
    counts_on = {"sign_count__lt": proof.sign_count} if proof.sign_count else {"sign_count": 0}
    used = {"sign_count": proof.sign_count, "backed_up": proof.backed_up, "last_used_at": now}
    if rows.filter(**counts_on).update(**used) != 1:
        _tell_of_copy(passkey, by, now)
        raise PasskeyRefused("counted backwards")
    return passkey.user


def _tell_of_copy(passkey: Passkey, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        _write_down("passkey.refused", passkey.user, by, now, after={"name": passkey.name})
        notices.tell(passkey.user, "passkey_copied", at=now)


def _write_down(
    act: str,
    user: User,
    by: Actor,
    at: datetime,
    *,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
) -> None:
    whose = f"user:{user.public_id}"
    record(act, agency_id=user.agency_id, by=by, about=whose, before=before, after=after, at=at)
