"""From an event to a call: the same row in whatever order the events arrive, and however often."""

from copy import copy
from datetime import datetime

from callboard.agents.models import Connection
from callboard.bookings import settling
from callboard.calls import daily, placing, results, search, tool_uses, unanswered
from callboard.calls.models import Call, Outcome, Rank, Transcript
from callboard.calls.tool_uses import KeptUse
from callboard.notices import news
from callboard.providers import recordings
from callboard.providers.events import WITHOUT_CONVERSATION, CallEvent, ToolUse, Turn
from callboard.providers.facts import Facts

_WITHHELD = "withheld"


def apply(event: CallEvent, connection: Connection, received_at: datetime) -> Call:
    """Merges one event into its call (made if it is new), its transcript, its bookings, its
    recording, what it is found by and the daily roll-up.

    Runs inside the caller's transaction and agency scope.
    """
    call = _locked_or_new(event, connection, received_at)
    if call.erased_at is not None:
        return call
    call.agency = connection.agency
    was, told = copy(call), placing.evidence(call)
    call.created_at = min(call.created_at, received_at)

    facts = Facts(call, event)
    _bring_back_judgement(call)
    facts.take_all(received_at)
    due = placing.is_due(call, before=told)
    agent = placing.agent_of(call) if due else call.agent
    clients = daily.hold([was.client_id, agent.client_id if due and agent else None])
    was.client = call.client = clients.get(was.client_id) if was.client_id else None
    before = daily.share_of(was)
    if due:
        placing.place(call, agent, clients[agent.client_id] if agent else None)
    call.rank = max(call.rank, int(event.rank))
    call.spoken = call.spoken or event.spoken
    call.last_event_at = max(call.last_event_at, event.occurred_at)
    if call.rank >= Rank.ENDED and not call.outcome:
        call.outcome = Outcome.UNKNOWN
    _withhold_judgement(call)
    if event.tool_uses and facts.wins(tool_uses.FACT):
        tool_uses.keep(call, [_kept(use, event.turns) for use in event.tool_uses])
    settling.follow(call)
    results.settle(call)
    said = _said(event.turns)
    rewrite = bool(said) and facts.wins("turns")
    offered = event.recording_sources if event.rank >= Rank.ENDED else ()
    fetch = bool(offered) and facts.wins("recording")
    call.save()

    if rewrite:
        Transcript.objects.bulk_create(
            [Transcript(agency_id=call.agency_id, call=call, turns=said)],
            update_conflicts=True,
            unique_fields=["call"],
            update_fields=["turns"],
        )
    search.index(call, said if rewrite else None)
    unanswered.keep(call, said if rewrite else None)
    daily.move(before, daily.share_of(call))
    news.heard(call, received_at)
    if fetch:
        recordings.want(call, offered)
    return call


def _locked_or_new(event: CallEvent, connection: Connection, received_at: datetime) -> Call:
    rows = Call.objects.select_for_update(no_key=True).filter(
        connection=connection, external_id=event.external_call_id
    )
    found = rows.first()
    if found is not None:
        return found
    new = Call(
        agency_id=connection.agency_id,
        connection=connection,
        external_id=event.external_call_id,
        is_example=connection.is_simulator,
        started_at=received_at,
        last_event_at=event.occurred_at,
        created_at=received_at,
    )
    Call.objects.bulk_create([new], ignore_conflicts=True)
    return rows.get()


def _withhold_judgement(call: Call) -> None:
    """What a model wrote about a call without a conversation is made up. It is laid aside, not
    lost: a later event may tell another outcome.
    """
    written = call.summary or call.analysis or call.success is not None
    if call.outcome in WITHOUT_CONVERSATION and written:
        call.known[_WITHHELD] = [call.summary, call.success, call.analysis]
        call.summary, call.success, call.analysis = "", None, {}


def _bring_back_judgement(call: Call) -> None:
    if _WITHHELD in call.known:
        summary, success, *rest = call.known.pop(_WITHHELD)
        call.summary, call.success, call.analysis = summary, success, rest[0] if rest else {}


def _said(turns: tuple[Turn, ...]) -> list[dict[str, str | int | None]]:
    return [
        {
            "role": turn.role.value,
            "text": turn.text,
            "start_ms": turn.start_ms,
            "end_ms": turn.end_ms,
        }
        for turn in turns
        if turn.text
    ]


def _kept(use: ToolUse, turns: tuple[Turn, ...]) -> KeptUse:
    return KeptUse(
        id=use.id,
        name=use.name,
        arguments=use.arguments,
        result=use.result,
        ok=use.ok,
        start_ms=use.start_ms,
        line=sum(turn.index < use.index for turn in turns if turn.text),
    )
