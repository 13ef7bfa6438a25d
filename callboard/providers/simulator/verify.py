"""Is this request the simulator's? Signed like that of any provider that signs well: the body
together with the time, which is good for five minutes.
"""

import hmac
from datetime import datetime

from callboard.providers.adapter import (
    AuthMode,
    ConnectionSecrets,
    HmacOptions,
    SignedRequest,
)
from callboard.providers.events import SignatureRefused
from callboard.providers.signature import check_signature

# Without the time, a signature would be good for ever.
_OPTIONS = HmacOptions(include_timestamp=True)


def verify(request: SignedRequest, secrets: ConnectionSecrets) -> None:
    """`SignatureRefused` unless one of the connection's secrets made the signature."""
    if secrets.mode != AuthMode.HMAC:
        raise SignatureRefused("This connection's way of proof is not the simulator's.")
    usable = tuple(secret for secret in secrets.secrets if secret and secret.strip())
    if not usable:
        raise SignatureRefused("This connection has no secret, so nothing can be proved.")
    check_signature(request, usable, _OPTIONS)


def proof(secret: str, body: bytes, at: datetime) -> dict[str, str]:
    """The headers with which a body is sent."""
    stamp = str(round(at.timestamp()))
    digest = hmac.new(secret.encode(), f"{stamp}.".encode() + body, _OPTIONS.algorithm)
    return {
        _OPTIONS.signature_header: digest.hexdigest(),
        _OPTIONS.timestamp_header: stamp,
    }
