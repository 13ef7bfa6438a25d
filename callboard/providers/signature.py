"""HMAC signatures over the raw body, as providers make them."""

import base64
import binascii
import hmac
import re
from datetime import datetime

from callboard.providers.adapter import HmacOptions, SignedRequest
from callboard.providers.events import SignatureRefused
from callboard.providers.fields import FIRST_MILLISECONDS

TOLERANCE_SECONDS = 300

ALGORITHMS = frozenset({"sha256", "sha512", "sha1"})
ENCODINGS = frozenset({"hex", "base64"})

_TIMESTAMP = re.compile(r"[0-9]{1,16}", re.ASCII)
_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")


def check_signature(request: SignedRequest, secrets: tuple[str, ...], options: HmacOptions) -> None:
    """`SignatureRefused` unless one of the secrets made the signature, and a signed timestamp lies
    within 300 s of now.
    """
    _check_options(options)
    presented = _presented(request.header(options.signature_header), options)
    signed = _signed_text(request, options)
    # Every secret is tried, so that time does not tell which one matched.
    matches = [
        hmac.compare_digest(
            presented, hmac.digest(_key(secret, options), signed, options.algorithm)
        )
        for secret in secrets
    ]
    if not any(matches):
        raise SignatureRefused("The signature is wrong.")


def _check_options(options: HmacOptions) -> None:
    if options.algorithm not in ALGORITHMS or options.encoding not in ENCODINGS:
        raise SignatureRefused("This connection's kind of signature is not known.")
    if "{body}" not in options.payload_format:
        # One signature would be good for every body.
        raise SignatureRefused("This connection's signed text leaves out the body.")


def _presented(header: str, options: HmacOptions) -> bytes:
    if not header:
        raise SignatureRefused("The signature is missing.")
    if not header.startswith(options.prefix):
        raise SignatureRefused("The signature lacks its prefix.")
    encoded = header.removeprefix(options.prefix).strip()
    try:
        if options.encoding == "base64":
            return base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
        return bytes.fromhex(encoded)
    except (ValueError, binascii.Error):
        raise SignatureRefused("The signature cannot be read.") from None


def _signed_text(request: SignedRequest, options: HmacOptions) -> bytes:
    """The bytes that were signed.

    With `include_timestamp` None a request without the timestamp header is taken as signed over the
    body alone. That opens no way round the window: what was signed as "<timestamp>.<body>" can only
    be sent as such a body, which is not JSON.
    """
    timestamp = request.header(options.timestamp_header)
    if options.include_timestamp is False or (options.include_timestamp is None and not timestamp):
        return request.body
    if not timestamp:
        raise SignatureRefused("The timestamp is missing.")
    _check_age(timestamp, request.now)
    values = {"{timestamp}": timestamp.encode("ascii"), "{body}": request.body}
    parts = []
    # Split, not replaced: the body may contain "{timestamp}" itself.
    for part in _PLACEHOLDER.split(options.payload_format):
        if part.startswith("{") and part not in values:
            raise SignatureRefused("This connection's signed text has an unknown placeholder.")
        parts.append(values.get(part, part.encode()))
    return b"".join(parts)


def _check_age(timestamp: str, now: datetime) -> None:
    """Not every provider says whether seconds or milliseconds; both are read."""
    if not _TIMESTAMP.fullmatch(timestamp):
        raise SignatureRefused("The timestamp cannot be read.")
    seconds = int(timestamp) / (1000 if int(timestamp) >= FIRST_MILLISECONDS else 1)
    if abs(now.timestamp() - seconds) > TOLERANCE_SECONDS:
        raise SignatureRefused("The timestamp is too far from now.")


def _key(secret: str, options: HmacOptions) -> bytes:
    if not options.secret_is_base64:
        return secret.encode()
    try:
        key = base64.b64decode(secret.strip(), validate=True)
    except (ValueError, binascii.Error):
        key = b""
    if not key:
        raise SignatureRefused("This connection's secret is not valid base64.")
    return key
