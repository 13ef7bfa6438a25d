"""The calls of a client, told by reports as the provider would send them, and those with sound."""

from datetime import datetime

from callboard.agents.models import Connection
from callboard.calls.models import Call
from callboard.demo import voices
from callboard.demo.cast.business import Business
from callboard.demo.cast.stable import external_id
from callboard.demo.plan import PlannedCall, planned
from callboard.demo.report import estimated, report
from callboard.demo.seed import recordings
from callboard.demo.speech import Speaker, Voice
from callboard.providers import merge
from callboard.providers.events import CallEvent
from callboard.providers.registry import adapter_for


def make(business: Business, connection: Connection, now: datetime) -> None:
    """Runs inside a transaction and the agency's scope."""
    for call in planned(business, now):
        if call.is_heard:
            recorded = voices.record(call.script.lines, _voices(business, call))
            told = _tell(business, call, connection, recorded.spans)
            recordings.keep(told, recorded)
        else:
            _tell(business, call, connection, estimated(call.script.lines))


def _tell(
    business: Business,
    call: PlannedCall,
    connection: Connection,
    spans: tuple[voices.Span, ...],
) -> Call:
    """Through the door of the webhooks: parsed by the provider's adapter, merged into the call."""
    body, received_at = report(
        call,
        agent_id=external_id(f"{business.key} agent"),
        our_number=business.answering.number,
        spans=spans,
    )
    (event,) = adapter_for(connection.provider).parse(body, received_at)
    if not isinstance(event, CallEvent):
        raise TypeError(f"A report of the demo is not understood: {event.reason}")
    return merge.apply(event, connection, received_at)


def _voices(business: Business, call: PlannedCall) -> dict[Speaker, Voice]:
    return {
        Speaker.AGENT: Voice(business.answering.voice, speed=172, pitch=55),
        Speaker.CALLER: Voice(call.script.voice, speed=165, pitch=45),
    }
