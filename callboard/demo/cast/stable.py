"""Ids that are the same in every demo, so that a bookmark outlives `make demo-reset`."""

import hashlib
from uuid import NAMESPACE_DNS, uuid5

# The alphabet of public ids.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 16


def public_id(name: str) -> str:
    """As long and as written as a drawn one."""
    digest = hashlib.sha256(f"callboard demo {name}".encode()).digest()
    return "".join(_ALPHABET[byte % 32] for byte in digest[:_LENGTH])


def external_id(name: str) -> str:
    """What the provider would call an agent or a call: a UUID."""
    return str(uuid5(NAMESPACE_DNS, f"{name}.demo.example"))
