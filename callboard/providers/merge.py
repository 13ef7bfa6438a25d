"""From an event to a call: the same row in whatever order the events arrive, and however often.

Each fact of a call remembers the (rank, time) of the event it was taken from; an event of a higher
rank, or of the same rank and later, overwrites it. A missing fact never overwrites anything. So the
row is the same for every order of the same events.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from callboard.agents.models import Agent, Connection
from callboard.calls import daily
from callboard.calls.models import Call, Outcome, Rank, Transcript
from callboard.providers import recordings
from callboard.providers.events import WITHOUT_CONVERSATION, CallEvent, Role, Turn

# Which kind of start was known, best last.
_RECEIPT, _CREATED, _FIRST_TURN, _STARTED = range(4)


def apply(event: CallEvent, connection: Connection, received_at: datetime) -> Call:
    """Merges one event into its call (made if it is new), its transcript, its recording and the
    daily roll-up.

    Runs inside the caller's transaction and agency scope.
    """
    call = _locked_or_new(event, connection, received_at)
    before = daily.share_of(call) if call.pk else None
    merge = _Merge(call, (int(event.rank), event.occurred_at.isoformat()))
    for name, value in _facts(event):
        merge.take(name, value)
    merge.take_start(*_start(event, received_at))
    _find_owner(call, event)
    call.rank = max(call.rank, int(event.rank))
    call.spoken = call.spoken or event.spoken
    call.last_event_at = max(call.last_event_at, event.occurred_at)
    if call.rank >= Rank.ENDED and not call.outcome:
        call.outcome = Outcome.UNKNOWN
    if call.outcome in WITHOUT_CONVERSATION:
        call.summary, call.success = "", None
    call.save()
    if event.turns and merge.wins("turns"):
        _write_transcript(call, event.turns)
        call.save(update_fields=["known"])
    daily.move(before, daily.share_of(call))
    if event.recording_sources and event.rank >= Rank.ENDED:
        recordings.want(call, event.recording_sources)
    return call


@dataclass
class _Merge:
    call: Call
    weight: tuple[int, str]

    def take(self, name: str, value: Any) -> None:
        if value is not None and value != "" and self.wins(name):
            setattr(self.call, name, value)

    def take_start(self, kind: int, moment: datetime) -> None:
        known = self.call.known.get("started_at")
        if known is None or (kind, *self.weight) >= tuple(known):
            self.call.known["started_at"] = [kind, *self.weight]
            self.call.started_at = moment

    def wins(self, name: str) -> bool:
        """Whether this event knows better; if so it is now the one the fact was taken from."""
        known = self.call.known.get(name)
        if known is not None and self.weight < tuple(known):
            return False
        self.call.known[name] = list(self.weight)
        return True


def _locked_or_new(event: CallEvent, connection: Connection, received_at: datetime) -> Call:
    rows = Call.objects.select_for_update(of=("self",)).select_related("client")
    found = rows.filter(connection=connection, external_id=event.external_call_id).first()
    if found is not None:
        return found
    new = Call(
        agency_id=connection.agency_id,
        connection=connection,
        external_id=event.external_call_id,
        started_at=received_at,
        last_event_at=event.occurred_at,
        created_at=timezone.now(),
    )
    Call.objects.bulk_create([new], ignore_conflicts=True)
    return rows.get(connection=connection, external_id=event.external_call_id)


def _facts(event: CallEvent) -> Iterator[tuple[str, Any]]:
    yield "channel", event.channel
    yield "direction", event.direction
    yield "from_number", event.from_number
    yield "to_number", event.to_number
    yield "caller_name", event.caller_name
    yield "outcome", event.outcome
    yield "ended_reason", event.ended_reason_raw
    yield "summary", event.summary
    yield "success", event.success
    yield "transfer_to", event.transfer_to
    yield "telephony_sid", event.telephony_sid
    yield "ended_at", event.ended_at
    yield "duration_ms", event.duration_ms
    yield "cost", event.cost


def _start(event: CallEvent, received_at: datetime) -> tuple[int, datetime]:
    if event.started_at is not None:
        return _STARTED, event.started_at
    if event.first_turn_at is not None:
        return _FIRST_TURN, event.first_turn_at
    if event.created_at is not None:
        return _CREATED, event.created_at
    return _RECEIPT, received_at


def _find_owner(call: Call, event: CallEvent) -> None:
    """The agent by connection and external id, the most specific reference first; never guessed,
    never taken back.

    The client is written on the call, so that giving the agent to another client later moves no
    history.
    """
    if call.agent_id is not None:
        return
    known = Agent.objects.filter(
        connection_id=call.connection_id, external_id__in=event.agent_references
    ).select_related("client")
    by_reference = {agent.external_id: agent for agent in known}
    for reference in event.agent_references:
        agent = by_reference.get(reference)
        if agent is not None:
            call.agent, call.client, call.kept_aside = agent, agent.client, not agent.is_deployed
            return


def _write_transcript(call: Call, turns: tuple[Turn, ...]) -> None:
    said = [
        {
            "role": turn.role.value,
            "text": turn.text,
            "start_ms": turn.start_ms,
            "end_ms": turn.end_ms,
        }
        for turn in turns
        if turn.role in (Role.AGENT, Role.USER) and turn.text
    ]
    Transcript.objects.update_or_create(
        call=call,
        defaults={"turns": said},
        create_defaults={"agency_id": call.agency_id, "turns": said},
    )
