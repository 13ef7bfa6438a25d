"""The secret of a mailed link: `selector.verifier`.

The selector (16 random bytes) finds the row and is stored. The verifier is an HMAC-SHA256 over
purpose, selector, generation and address with a key from outside the database, and is stored
nowhere: a retried mail and "Copy link" derive the very same link again, and a stolen database opens
nothing."""

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import Literal

from callboard.keys import ring

Purpose = Literal[
    "invitation",
    "setup",
    "reset",
    "sign_in",
    "email_change",
    "email_stop",
    "stop_urgent",
    "stop_call_back",
    "stop_booking",
    "stop_new_call",
    "stop_calls",
    "stop_summary",
    "stop_numbers",
    "stop_report",
]

_SHAPE = re.compile(r"([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})")
# What mail programs leave at the end of a link they cut out of a sentence.
_TRAILING = ".,;:)]>=\"'"


class MalformedToken(ValueError):
    """Not of a link's form: cut off or made up."""


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """All that a link is derived from."""

    purpose: Purpose
    selector: str
    key_id: str
    generation: int
    address: str

    def token(self) -> str:
        return f"{self.selector}.{self._verifier()}"

    def proves(self, verifier: str) -> bool:
        """Whether this verifier belongs to these facts, compared in constant time. False also for a
        retired key.
        """
        try:
            return hmac.compare_digest(self._verifier(), verifier)
        except ring.UnknownKey:
            return False

    def _verifier(self) -> str:
        text = "\x1f".join([self.purpose, self.selector, str(self.generation), self.address])
        key = ring.key("link", self.key_id)
        return _text(hmac.digest(key, text.encode(), hashlib.sha256))


def new_selector() -> str:
    return _text(secrets.token_bytes(16))


def split(token: str) -> tuple[str, str]:
    """Selector and verifier. Raises `MalformedToken`."""
    match = _SHAPE.fullmatch(token.rstrip(_TRAILING))
    if match is None:
        raise MalformedToken
    return match[1], match[2]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
