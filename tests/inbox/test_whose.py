"""Whose a call is: two clients of one agent, and what a later event tells."""

import json
from datetime import timedelta
from typing import Any

import pytest

from callboard.agencies.models import Agency, Client
from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage, Takes
from callboard.calls.models import Aside, Call
from callboard.tenancy import scope
from tests import cast as people
from tests.inbox import snapshot
from tests.inbox.line import Line
from tests.inbox.test_drain import take

OURS, THEIRS = "+14155550142", "+14155550143"


def on(line: Line, number: str | None, name: str = "report-2025", **call: Any) -> bytes:
    """A body that tells to which of our numbers the call came."""
    told = json.loads(line.body(name, **call))
    told["message"].pop("phoneNumber", None)
    told["message"]["call"].pop("phoneNumber", None)
    if number:
        told["message"]["phoneNumber"] = {"number": number}
    return json.dumps(told).encode()


@pytest.fixture
def shared(line: Line, harbor_law: Client) -> Agent:
    """Harbor Law's agent is the same one at the provider, on another number."""
    theirs = people.agent(harbor_law, line.connection)
    for agent, number in ((line.agent, OURS), (theirs, THEIRS)):
        agent.takes, agent.number = Takes.AGENT_AND_NUMBER, number
        agent.external_id = line.agent.external_id
        agent.save()
    return theirs


def test_two_clients_share_one_agent_on_different_numbers(line: Line, shared: Agent) -> None:
    assert take(line, on(line, OURS)).client == line.client
    assert take(line, on(line, "(415) 555-0143", call="call-2")).client == shared.client
    nobodys = take(line, on(line, "+14155550144", call="call-3"))
    assert (nobodys.agent, nobodys.client) == (None, None)
    assert snapshot.counted() == snapshot.recounted()


def test_the_number_that_comes_later_settles_it(line: Line, shared: Agent) -> None:
    assert take(line, on(line, None, "status-in-progress")).client is None
    assert take(line, on(line, THEIRS)).client == shared.client
    assert snapshot.counted() == snapshot.recounted()


def test_a_number_is_a_rule_of_its_own(line: Line, harbor_law: Client) -> None:
    """For assistants that are made anew for each call and have no ID."""
    theirs = people.agent(harbor_law, line.connection)
    theirs.external_id, theirs.number, theirs.takes = "", THEIRS, Takes.NUMBER
    theirs.save()
    told = json.loads(on(line, THEIRS))
    for name in ("assistantId", "squadId", "phoneNumberId"):
        told["message"]["call"].pop(name, None)
    assert take(line, json.dumps(told).encode()).agent == theirs
    assert take(line, on(line, THEIRS, call="call-2")).agent == line.agent


def test_a_changed_rule_moves_no_history(line: Line, harbor_law: Client) -> None:
    before = take(line, on(line, OURS, "status-in-progress"))
    theirs = people.agent(harbor_law, line.connection)
    theirs.external_id, theirs.number = line.agent.external_id, OURS
    theirs.takes = Takes.AGENT_AND_NUMBER
    theirs.save()
    assert take(line, on(line, OURS, "status-ended")) == before
    assert Call.objects.get().client == line.client
    assert take(line, on(line, OURS, call="call-2")).client == harbor_law


def test_a_call_from_before_go_live_is_the_agencys(line: Line) -> None:
    started = take(line, line.body()).started_at
    line.agent.live_since = started + timedelta(seconds=1)
    line.agent.save()
    early = take(line, line.body(call="call-2"))
    assert (early.kept_aside, early.aside_why) == (True, Aside.BEFORE_LIVE)
    line.agent.live_since = started
    line.agent.save()
    assert not take(line, line.body(call="call-3")).kept_aside
    assert snapshot.counted() == snapshot.recounted()


def test_a_call_from_a_test_number_is_the_agencys(line: Line) -> None:
    Agency.objects.update(test_numbers=["+12125550117"])
    call = take(line, line.body())
    assert (call.kept_aside, call.aside_why) == (True, Aside.TEST_NUMBER)
    assert not Call.objects.shown_to_client().exists()
    assert snapshot.counted() == {}


def test_a_draft_says_so(line: Line) -> None:
    line.agent.stage = Stage.DRAFT
    line.agent.save()
    assert take(line, line.body()).aside_why == Aside.DRAFT


@pytest.mark.parametrize("aside", [True, False])
def test_what_somebody_said_is_not_undone_by_later_events(line: Line, *, aside: bool) -> None:
    call = take(line, line.body("status-in-progress"))
    Call.objects.filter(pk=call.pk).update(
        by_hand=True, kept_aside=aside, aside_why=Aside.BY_HAND if aside else ""
    )
    line.agent.stage = Stage.DEPLOYED if aside else Stage.DRAFT
    line.agent.save()
    assert take(line, line.body()).kept_aside is aside


def test_o089_another_agencys_agent_and_number_stay_theirs(line: Line, theirs: Line) -> None:
    """Signed by Northwind, but naming an agent and a number of Lumen: kept with Northwind, whose
    list of unassigned calls is the alert."""
    with scope.agency(theirs.client.agency_id):
        Agent.objects.filter(pk=theirs.agent.pk).update(takes=Takes.NUMBER, number=THEIRS)
        named = theirs.agent.external_id
    told = json.loads(on(line, THEIRS))
    told["message"]["call"] |= {"assistantId": named, "phoneNumberId": None}
    call = take(line, json.dumps(told).encode())
    assert (call.agent, call.client) == (None, None)
    assert list(Call.objects.unassigned()) == [call]
    with scope.agency(theirs.client.agency_id):
        assert not Call.objects.exists()
