"""Passwords: how they are hashed and which are accepted."""

import os
import threading
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 12
# With a second step besides.
SHORTEST_OF_TWO = 8
LONGEST = 128

# Hashing takes 19 MiB and a core for 19 ms; a flood of sign-ins may not take the memory or starve
# the webhooks.
_at_once = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))


class PortalArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with OWASP's minimum (19 MiB, two passes, one lane)."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _at_once:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _at_once:
            return super().verify(password, encoded)


def faults(password: str, *, names: Iterable[str] = (), shortest: int = SHORTEST) -> list[str]:
    """What is wrong with a chosen password, in words; empty when it is fine.

    `names` are the agency's and the client's: a password that is mostly one of them is refused.
    """
    if len(password) < shortest:
        return [
            _("Use at least %(count)d characters. A short sentence works well.")
            % {"count": shortest}
        ]
    if len(password) > LONGEST:
        return [_("Use at most %(count)d characters.") % {"count": LONGEST}]
    try:
        _common().validate(password)
    except ValidationError:
        return [_("That password is on lists attackers try first. Choose another.")]
    if any(_mostly(password, name) for name in [*names, "callboard"]):
        return [_("That password is easy to guess from a name on this page. Choose another.")]
    return []


@cache
def _common() -> CommonPasswordValidator:
    return CommonPasswordValidator()  # reads its list of 20,000


def _mostly(password: str, name: str) -> bool:
    """Whether little is left of the password when the name is taken out."""
    plain, word = _letters(password), _letters(name)
    return len(word) >= 4 and word in plain and len(plain) - len(word) < 6


def is_short(password: str) -> bool:
    """Whether it is good enough with a second step alone."""
    return len(password) < SHORTEST


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def matches(password: str, stored: str | None) -> bool:
    """Whether the password is the stored one. Takes the same time without a stored one."""
    if len(password) > 1024:
        return False
    if not stored:
        make_password(password)
        return False
    verdict: Any = check_password(password, stored)
    return bool(verdict)


def hashed(password: str) -> str:
    """Hash before a transaction opens: it takes 19 ms, and SQLite has one writer."""
    return make_password(password)


def none() -> str:
    """Stored for who signs in without a password: nothing matches it."""
    return make_password(None)
