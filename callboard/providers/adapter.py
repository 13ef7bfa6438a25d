"""What a provider's adapter is: two pure functions, without database, clock or network."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from callboard.providers.events import CallEvent, Ignored


class AuthMode(StrEnum):
    """How the provider proves itself."""

    BEARER = "bearer"
    SECRET = "x_vapi_secret"  # noqa: S105 the name of a way, not a secret
    HMAC = "hmac"
    HEADER = "header"


@dataclass(frozen=True, slots=True)
class HmacOptions:
    """How a signature is made; the defaults are those of the providers that let it be chosen.

    `payload_format` knows the placeholders {timestamp} and {body}. `include_timestamp` None takes
    what is sent: with a timestamp header the signed text is `payload_format`, without one the body
    alone.
    """

    algorithm: str = "sha256"
    signature_header: str = "x-signature"
    timestamp_header: str = "x-timestamp"
    include_timestamp: bool | None = None
    payload_format: str = "{timestamp}.{body}"
    encoding: str = "hex"
    prefix: str = ""
    secret_is_base64: bool = False


@dataclass(frozen=True, slots=True)
class ConnectionSecrets:
    """What a connection's webhooks are proved with. `secrets` holds two while one is being
    replaced; none means refuse all.

    `header_name` is the header of mode `header`, where it is required, and of mode `bearer`, where
    it defaults to Authorization.
    """

    mode: AuthMode | str
    secrets: tuple[str, ...] = field(repr=False)
    header_name: str = ""
    hmac: HmacOptions = HmacOptions()


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A webhook as it came in: the very bytes, its headers (read without regard to case), and the
    time of receipt (aware).
    """

    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    now: datetime

    def header(self, name: str) -> str:
        """The header's value without surrounding blanks; "" where it is missing."""
        wanted = name.strip().lower()
        for key, value in self.headers.items():
            if key.lower() == wanted:
                return value.strip()
        return ""


class Adapter(Protocol):
    """One provider. Its instance stands in `callboard.providers.registry`; `contract.py` holds what
    all must do.
    """

    @property
    def name(self) -> str:
        """As in URLs and on the connection's row, lower case."""

    @property
    def api_base(self) -> str:
        """The API's address without a final slash, for recordings that need the key; a connection
        may name another.
        """

    def verify(self, request: SignedRequest, secrets: ConnectionSecrets) -> None:
        """Returns only for a request proved with one of the secrets; else `SignatureRefused`."""

    def parse(self, body: bytes, received_at: datetime) -> tuple[CallEvent | Ignored, ...]:
        """What the body tells; at least one element. `BadBody` where it cannot be read, and never
        another exception.
        """
