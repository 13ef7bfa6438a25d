"""From a stored webhook to a call: whose it is, what it says, and what cannot be worked through."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db import connection as database

from callboard.agents.models.agent import Stage
from callboard.calls.models import Call, Outcome, Rank, Transcript
from callboard.providers import inbox, setbacks
from callboard.providers.models import Delivery, DeliveryState
from callboard.tenancy import scope
from tests import cast as people
from tests.inbox import snapshot
from tests.inbox.line import Line
from tests.providers import vapi
from tests.providers.vapi import RECEIVED

LATER = RECEIVED + timedelta(hours=1)


def take(line: Line, body: bytes) -> Call:
    """Stores it, works it through, and gives the call it told of."""
    line.store(body)
    while inbox.drain_once(now=LATER):
        pass
    return Call.objects.get(external_id=json.loads(body)["message"]["call"]["id"])


def naming(line: Line, name: str, **call: Any) -> bytes:
    """A fixture's body with other facts of its call object."""
    told = json.loads(line.body(name))
    told["message"]["call"] |= call
    return json.dumps(told).encode()


def states() -> list[str]:
    return list(Delivery.objects.order_by("id").values_list("state", flat=True))


def test_a_report_becomes_a_call_of_the_agents_client(line: Line) -> None:
    call = take(line, line.body())
    assert (call.agent, call.client, call.kept_aside) == (line.agent, line.client, False)
    assert (call.rank, call.outcome) == (Rank.ANALYSED, Outcome.COMPLETED)
    assert call.started_at.isoformat() == "2025-05-20T15:30:02.118000+00:00"
    assert (call.duration_ms, call.direction, call.channel) == (19_522, "inbound", "phone")
    assert (call.from_number, call.caller_name) == ("+12125550117", "Ada Birch")
    assert call.summary == "Ada Birch moved her cleaning from Friday to Monday at two."
    assert list(Call.objects.shown_to_client()) == [call]
    assert states() == ["done"]


def test_the_transcript_holds_what_was_said_and_nothing_else(line: Line) -> None:
    call = take(line, line.body())
    turns = Transcript.objects.get(call=call).turns
    assert [turn["role"] for turn in turns] == ["agent", "user", "agent", "user", "agent"]
    assert turns[1] == {
        "role": "user",
        "text": "Hi, this is Ada Birch. I would like to move my cleaning on Friday.",
        "start_ms": 5000,
        "end_ms": 9300,
    }
    assert "CANARY" not in repr(turns) + repr(vars(call))


def test_a_call_is_seen_while_it_is_going_on(line: Line) -> None:
    call = take(line, line.body("status-in-progress"))
    assert call.is_live
    assert (call.client, call.outcome) == (line.client, "")
    ended = take(line, line.body("status-ended"))
    assert ended.pk == call.pk
    assert (ended.is_live, ended.outcome) == (False, Outcome.COMPLETED)


def test_a_call_of_no_known_agent_is_kept_for_the_agency(line: Line) -> None:
    call = take(line, naming(line, "report-2025", assistantId="nobody", phoneNumberId=None))
    assert (call.agent, call.client) == (None, None)
    assert call.agent_reference == "nobody"
    assert not Call.objects.shown_to_client().exists()
    assert snapshot.counted() == {}
    assert Transcript.objects.filter(call=call).exists()


def test_a_call_of_a_draft_is_kept_aside(line: Line) -> None:
    line.agent.stage = Stage.DRAFT
    line.agent.save()
    call = take(line, line.body())
    assert (call.client, call.kept_aside) == (line.client, True)
    assert not Call.objects.shown_to_client().exists()
    assert snapshot.counted() == {}


def test_calls_of_the_draft_stay_aside_when_it_is_deployed(line: Line) -> None:
    line.agent.stage = Stage.DRAFT
    line.agent.save()
    take(line, line.body("status-ended"))
    line.agent.stage = Stage.DEPLOYED
    line.agent.save()
    assert take(line, line.body()).kept_aside
    assert not take(line, line.body(call="call-2")).kept_aside


def test_a_squad_is_known_by_its_own_id(line: Line) -> None:
    line.agent.external_id = "50ad0000-0000-4000-8000-000000002601"
    line.agent.save()
    call = take(line, naming(line, "report-2026-transfer", assistantId=None))
    assert (call.agent, call.outcome) == (line.agent, Outcome.TRANSFERRED)


def test_the_assistant_goes_before_its_squad_and_the_number(line: Line, harbor_law) -> None:
    for name in ("squad-1", "number-1"):
        other = people.agent(harbor_law, line.connection)
        other.external_id = name
        other.save()
    call = take(
        line, naming(line, "report-2026-transfer", squadId="squad-1", phoneNumberId="number-1")
    )
    assert call.agent == line.agent


def test_an_agent_of_another_connection_is_another_agent(line: Line, harbor_law) -> None:
    other = Line.of(harbor_law)
    other.agent.external_id = line.agent.external_id
    other.agent.save()
    assert take(line, line.body()).client == line.client
    other.store(other.body())
    inbox.drain_once(now=LATER)
    calls = Call.objects.filter(external_id="call-1")
    assert {call.client_id for call in calls} == {line.client.pk, harbor_law.pk}


def test_giving_the_agent_to_another_client_moves_no_history(line: Line, harbor_law) -> None:
    before = take(line, line.body("status-in-progress"))
    line.agent.client = harbor_law
    line.agent.save()
    same = take(line, line.body())
    assert (same.pk, same.client) == (before.pk, line.client)
    assert take(line, line.body(call="call-2")).client == harbor_law
    assert snapshot.counted() == snapshot.recounted()


def test_a_voicemail_told_late_takes_the_summary_away(line: Line) -> None:
    report = line.body(endedReason=None)
    assert take(line, report).summary
    call = take(line, line.body("status-ended", endedReason="voicemail"))
    assert (call.outcome, call.summary, call.success) == (Outcome.VOICEMAIL, "", None)


def test_a_length_is_reckoned_where_none_is_told(line: Line) -> None:
    report = json.loads(line.body())
    for name in ("durationMs", "durationSeconds", "durationMinutes", "startedAt"):
        del report["message"][name]
    call = take(line, json.dumps(report).encode())
    assert call.duration_ms == 20_122  # from the first turn to the end
    call = take(line, line.body("status-in-progress", startedAt="2025-05-20T15:30:01.640Z"))
    assert call.duration_ms == 20_000


def test_one_agencys_events_stay_in_it(line: Line, theirs: Line) -> None:
    with scope.agency(theirs.client.agency_id):
        theirs.store(theirs.body())
    line.store(line.body())
    while inbox.drain_once(now=LATER):
        pass
    assert Call.objects.get().client == line.client
    with scope.agency(theirs.client.agency_id):
        assert Call.objects.get().client == theirs.client


def spoil(line: Line) -> None:
    """The seal of the body does not open any more."""
    with database.cursor() as cursor:
        cursor.execute("UPDATE providers_delivery SET public_id = 'somewhereelse000'")


def test_what_cannot_be_worked_through_is_parked_and_holds_up_nothing(line: Line) -> None:
    line.store(line.body())
    spoil(line)
    line.store(line.body(call="call-2"))
    at, tries = RECEIVED, 0
    while states()[0] == DeliveryState.PENDING:
        assert inbox.drain_once(now=at)
        assert Call.objects.get().external_id == "call-2"
        at, tries = Delivery.objects.order_by("id")[0].next_at, tries + 1
    assert tries == setbacks.TRIES
    assert states() == ["failed", "done"]
    assert not inbox.drain_once(now=at + timedelta(days=1))
    assert Delivery.objects.order_by("id")[0].error == "SealBroken"


def test_the_providers_retry_sets_a_parked_one_going(line: Line) -> None:
    line.store(line.body())
    spoil(line)
    Delivery.objects.update(state=DeliveryState.FAILED, attempts=setbacks.TRIES)
    assert not line.store(line.body())
    assert inbox.drain_once(now=LATER)
    assert Call.objects.get().client == line.client
    assert states() == ["done"]
    assert not line.store(line.body())
    assert states() == ["done"]


def test_a_fault_of_the_database_is_not_the_bodys(line: Line) -> None:
    line.store(line.body())
    with database.cursor() as cursor:
        cursor.execute("ALTER TABLE calls_transcript RENAME TO away")
        with pytest.raises(DatabaseError), transaction.atomic():
            inbox.drain_once(now=LATER)
        cursor.execute("ALTER TABLE away RENAME TO calls_transcript")
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == (DeliveryState.PENDING, 0)
    assert not Call.objects.exists()
    assert inbox.drain_once(now=LATER + inbox.LEASE)
    assert Call.objects.get().client == line.client


def test_an_event_without_a_clock_counts_from_its_receipt(line: Line) -> None:
    told = {"type": "status-update", "status": "ringing", "call": {"id": "bare"}}
    call = take(line, json.dumps({"message": told}).encode())
    assert (call.started_at, call.last_event_at) == (RECEIVED, RECEIVED)
    assert (call.from_number, call.direction, call.summary) == ("", "", "")


def test_working_one_through_costs_few_statements(
    line: Line, django_assert_max_num_queries
) -> None:
    line.store(line.body())
    with django_assert_max_num_queries(35):  # four of them for savepoints, in a test alone
        inbox.drain_once(now=LATER)
    assert states() == ["done"]


@pytest.mark.parametrize("name", [*vapi.bodies("report-*"), *vapi.bodies("status-*")])
def test_every_fixture_becomes_a_call(line: Line, name: str) -> None:
    call = take(line, line.body(name))
    assert call.client == line.client
    assert snapshot.counted() == snapshot.recounted()
