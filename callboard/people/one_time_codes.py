"""Six digits from a shared secret and the clock, as authenticator apps show them (TOTP, RFC 6238).

SHA-1, six digits and thirty seconds are what every app understands; the secret's 160 bits are what
it rests on."""

import base64
import hmac
import secrets
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

SECONDS = 30
DIGITS = 6
_SECRET_BYTES = 20

# The clocks of a phone and a server differ, and typing takes its time: one step to either side.
_DRIFT = (0, -1, 1)


def new_secret() -> bytes:
    return secrets.token_bytes(_SECRET_BYTES)


def text_of(secret: bytes) -> str:
    """The secret to type into an app that cannot see the picture."""
    return base64.b32encode(secret).decode().rstrip("=")


def address_of(secret: bytes, *, account: str, issuer: str) -> str:
    """What the picture says: `otpauth://totp/…`."""
    return _totp(secret).get_provisioning_uri(account, issuer)


def code_at(secret: bytes, moment: datetime) -> str:
    return _totp(secret).generate(moment.timestamp()).decode()


def step_of(secret: bytes, code: str, moment: datetime) -> int | None:
    """The number of the half minute whose code this is, if it is one around this moment."""
    present = int(moment.timestamp()) // SECONDS
    found = None
    for step in (present + drift for drift in _DRIFT):
        if hmac.compare_digest(_totp(secret).generate(step * SECONDS), code.encode()):
            found = step if found is None else found
    return found


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), SECONDS)  # noqa: S303 - the apps know no other
