"""The keys that live outside the database: CALLBOARD_KEYS, newest first, one derived key per
purpose.

A key's id is the first eight hex digits of its SHA-256. It is stored beside what the key made, so
that an older key goes on working as long as the operator leaves it in the list (links: 31 days)."""

import base64
import binascii
import hashlib
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEY_BYTES = 32


class KeysUnusable(ValueError):
    """CALLBOARD_KEYS is missing or malformed; the message says how to mend it."""


class UnknownKey(LookupError):
    """Something was made with a key that is no longer in CALLBOARD_KEYS."""


@lru_cache(maxsize=8)
def _master_keys(listed: str) -> dict[str, bytes]:
    keys: dict[str, bytes] = {}
    for number, text in enumerate(filter(None, (part.strip() for part in listed.split(","))), 1):
        try:
            key = base64.b64decode(text, validate=True)
        except binascii.Error:
            key = b""
        if len(key) != KEY_BYTES:
            raise KeysUnusable(
                f"CALLBOARD_KEYS: key {number} is not {KEY_BYTES} bytes in base64. "
                "Make one with: openssl rand -base64 32"
            )
        keys[hashlib.sha256(key).hexdigest()[:8]] = key
    if not keys:
        raise KeysUnusable("CALLBOARD_KEYS is empty. Make a key with: openssl rand -base64 32")
    return keys


def key_ids() -> list[str]:
    """The ids of all keys, newest first. Raises `KeysUnusable`."""
    return list(_master_keys(settings.CALLBOARD_KEYS))


def newest_key_id() -> str:
    return key_ids()[0]


@lru_cache(maxsize=64)
def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(key)


def key(purpose: str, key_id: str) -> bytes:
    """32 bytes for this purpose alone. Raises `UnknownKey` for a key that was taken out of the
    list.
    """
    master = _master_keys(settings.CALLBOARD_KEYS).get(key_id)
    if master is None:
        raise UnknownKey(key_id)
    return _derived(master, purpose)
