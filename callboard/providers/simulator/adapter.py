from datetime import datetime

from callboard.providers.adapter import ConnectionSecrets, SignedRequest
from callboard.providers.events import CallEvent, Ignored
from callboard.providers.simulator.parse import parse
from callboard.providers.simulator.verify import verify

NAME = "simulator"


class SimulatorAdapter:
    """Our own provider, through which example calls come in (docs/simulator.md). It has no API:
    the sound of its calls lies on our own disk.
    """

    name = NAME
    api_base = ""

    def verify(self, request: SignedRequest, secrets: ConnectionSecrets) -> None:
        verify(request, secrets)

    def parse(self, body: bytes, received_at: datetime) -> tuple[CallEvent | Ignored, ...]:
        return parse(body, received_at)
