"""Vapi's bodies for the tests: the adapter's own fixtures, and how Vapi would prove them."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from callboard.providers import vapi
from callboard.providers.adapter import AuthMode, ConnectionSecrets
from callboard.providers.events import CallEvent
from callboard.providers.registry import adapter_for

FIXTURES = Path(vapi.__file__).parent / "fixtures"
RECEIVED = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def bodies(pattern: str) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in sorted(FIXTURES.glob(f"{pattern}.json"))}


def message(name: str) -> dict[str, Any]:
    """A fixture's message, to be changed at will."""
    told: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_bytes())["message"]
    return told


def parsed(name: str | Mapping[str, Any]) -> CallEvent:
    """The one event in a fixture, or in a message."""
    told = message(name) if isinstance(name, str) else name
    (event,) = adapter_for("vapi").parse(json.dumps({"message": told}).encode(), RECEIVED)
    assert isinstance(event, CallEvent)
    return event


def known(event: CallEvent, *names: str) -> dict[str, Any]:
    """Those of the named facts that the event tells."""
    facts = {name: getattr(event, name) for name in names}
    return {name: fact for name, fact in facts.items() if fact not in (None, False, (), {})}


def headers(scheme: ConnectionSecrets, secret: str, body: bytes, at: datetime) -> dict[str, str]:
    match scheme.mode:
        case AuthMode.BEARER:
            name = scheme.header_name or "Authorization"
            return {name: f"Bearer {secret}"}
        case AuthMode.SECRET:
            return {"X-Vapi-Secret": secret}
        case AuthMode.HEADER:
            return {scheme.header_name: secret}
    options = scheme.hmac
    stamp = str(round(at.timestamp()))
    text = body if options.include_timestamp is False else stamp.encode() + b"." + body
    key = base64.b64decode(secret + "==") if options.secret_is_base64 else secret.encode()
    digest = hmac.new(key, text, getattr(hashlib, options.algorithm)).digest()
    encoded = base64.b64encode(digest).decode() if options.encoding == "base64" else digest.hex()
    sent = {options.signature_header: options.prefix + encoded}
    if options.include_timestamp is not False:
        sent[options.timestamp_header] = stamp
    return sent
