"""The calls of a client, told by webhooks as the provider would send them, and those with sound."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from callboard.agents.models import Connection
from callboard.calls.models import Call
from callboard.demo.cast.business import Business
from callboard.demo.plan import PlannedCall, planned
from callboard.demo.report import estimated, report
from callboard.demo.seed import recordings
from callboard.demo.seed.clock import standing_at
from callboard.examples import voices
from callboard.examples.speech import Speaker, Voice
from callboard.notices.models import CallNews
from callboard.providers import inbox
from callboard.providers.events import CallEvent
from callboard.providers.registry import adapter_for


def make(business: Business, connection: Connection, now: datetime) -> None:
    """Runs inside a transaction and the agency's scope."""
    heard: dict[str, voices.Recorded] = {}
    for call in planned(business, now):
        if call.is_heard:
            recorded = voices.record(call.script.lines, _voices(business, call))
            heard[call.external_id] = recorded
            _tell(business, call, connection, recorded.spans)
        else:
            _tell(business, call, connection, estimated(call.script.lines))
    with standing_at(now):
        while inbox.drain_once():
            pass
    # They are its story, and no news to anybody.
    CallNews.objects.all().delete()
    for call_id, recorded in heard.items():
        known = Call.objects.get(connection=connection, external_id=call_id)
        recordings.keep(known, recorded)


def _tell(
    business: Business, call: PlannedCall, connection: Connection, spans: Sequence[voices.Span]
) -> None:
    """Into the inbox, as the webhook's view puts it there."""
    body, received_at = report(
        call,
        agent_id=business.assistant_id,
        our_number=business.answering.number,
        spans=spans,
    )
    (event,) = adapter_for(connection.provider).parse(body, received_at)
    if not isinstance(event, CallEvent):
        raise TypeError(f"A report of the demo is not understood: {event.reason}")
    inbox.store(connection, event, body, received_at)
    Connection.objects.filter(
        Q(last_event_at__isnull=True) | Q(last_event_at__lt=received_at), pk=connection.pk
    ).update(last_event_at=received_at)


def _voices(business: Business, call: PlannedCall) -> dict[Speaker, Voice]:
    return {
        Speaker.AGENT: Voice(business.answering.voice, speed=172, pitch=55),
        Speaker.CALLER: Voice(call.script.voice, speed=165, pitch=45),
    }
