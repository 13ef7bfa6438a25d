"""`Stripe-Signature: t=<seconds>,v1=<hex>[,v1=<hex>…]`: HMAC-SHA256 over "<t>.<body>".

Ours, not the SDK's: that one takes half a second to load, lets a signature come from the future,
and knows of one secret alone.
"""

import hmac
import re
from collections.abc import Sequence
from datetime import datetime

TOLERANCE_SECONDS = 300
# While a secret is being rolled there are two; more is somebody who tries.
MOST_SIGNATURES = 10
_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"[0-9a-f]{64}", re.ASCII)


def is_proved(body: bytes, header: str, secrets: Sequence[str], now: datetime) -> bool:
    """Whether one of the secrets signed the body, not more than five minutes from now."""
    parts = [part.strip().partition("=") for part in header.split(",")]
    times = [value for name, _equals, value in parts if name == "t"]
    signatures = [value for name, _equals, value in parts if name == "v1"][:MOST_SIGNATURES]
    if len(times) != 1 or not _TIMESTAMP.fullmatch(times[0]):
        return False
    if abs(now.timestamp() - int(times[0])) > TOLERANCE_SECONDS:
        return False
    presented = [one for one in signatures if _SIGNATURE.fullmatch(one)]
    signed = times[0].encode() + b"." + body
    # Every pair is tried, so that time does not tell which one matched.
    wanted = [hmac.digest(secret.encode(), signed, "sha256").hex() for secret in secrets]
    matches = [hmac.compare_digest(one, other) for one in presented for other in wanted]
    return any(matches)
