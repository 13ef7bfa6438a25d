"""Ten codes that each open once instead of the app, for a lost phone.

Sixty random bits each; only their HMAC is stored, with a key from outside the database."""

import hashlib
import hmac
import secrets
from datetime import datetime

from callboard.keys import ring
from callboard.people.models import RecoveryCode, User

HOW_MANY = 10
# Without 0, 1, l and o, which are mistaken for each other on paper.
ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz"
_LENGTH = 12


def replace(user: User, *, at: datetime) -> list[str]:
    """Ten new ones; earlier ones are dead. Shown once: they are stored nowhere."""
    forget(user)
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(_LENGTH)) for _ in range(HOW_MANY)]
    key_id = ring.newest_key_id()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(
            agency_id=user.agency_id, user=user, code_hash=_hash(user, code, key_id), created_at=at
        )
        for code in codes
    )
    return [grouped(code) for code in codes]


def forget(user: User) -> None:
    RecoveryCode.objects.filter(user=user).delete()


def use_up(user: User, code: str, *, at: datetime) -> bool:
    """Whether this is one of the codes left, which it then no longer is. One UPDATE decides."""
    hashes = [_hash(user, code, key_id) for key_id in ring.key_ids()]
    unused = RecoveryCode.objects.filter(user=user, code_hash__in=hashes, used_at__isnull=True)
    return unused.update(used_at=at) == 1


def left(user: User) -> int:
    return RecoveryCode.objects.filter(user=user, used_at__isnull=True).count()


def grouped(code: str) -> str:
    """In fours, as it is read: `k7wq-93mf-x2hd`."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _hash(user: User, code: str, key_id: str) -> str:
    key = ring.key("recovery code", key_id)
    return hmac.digest(key, f"{user.public_id}\x1f{code}".encode(), hashlib.sha256).hex()
