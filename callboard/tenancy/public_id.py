"""Names for rows that may leave the house: in URLs, files and mails. Never a permission."""

import secrets

# Crockford's base 32 in lower case: no i, l, o, u, so that an id read out loud survives.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 16


def new_public_id() -> str:
    """16 random characters, 80 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(LENGTH))
