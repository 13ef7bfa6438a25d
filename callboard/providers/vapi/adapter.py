from datetime import datetime

from callboard.providers.adapter import ConnectionSecrets, SignedRequest
from callboard.providers.events import CallEvent, Ignored
from callboard.providers.vapi.parse import parse
from callboard.providers.vapi.verify import verify


class VapiAdapter:
    """Vapi, by the public description of its server messages as of August 2026, and what it really
    sent since 2024.
    """

    name = "vapi"
    api_base = "https://api.vapi.ai"

    def verify(self, request: SignedRequest, secrets: ConnectionSecrets) -> None:
        verify(request, secrets)

    def parse(self, body: bytes, received_at: datetime) -> tuple[CallEvent | Ignored, ...]:
        return parse(body, received_at)
