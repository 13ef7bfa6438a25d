"""The big client's calls are as if each had come by webhook, though none did."""

from datetime import UTC, datetime, timedelta

import pytest

from callboard.agents.models import Agent
from callboard.calls import daily, results, search
from callboard.calls.models import Call, Transcript
from callboard.demo.big.fill import fill
from callboard.demo.big.words import SURNAMES
from callboard.demo.cast.meanings import MEANINGS
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import Cast
from tests.inbox import snapshot

COUNT = 300
BEGAN = datetime(2024, 1, 1, tzinfo=UTC)
UNTIL = datetime(2026, 12, 30, tzinfo=UTC)


def filled(agent: Agent, count: int = COUNT) -> int:
    return fill(agent, count, began=BEGAN, until=UNTIL)


@pytest.fixture
def agent(cast: Cast):
    """In Northwind's scope: one that answers for Bright Smile, where Maya is a member."""
    with scope.agency(cast.northwind.pk):
        agent = people.agent(cast.bright_smile, people.connection(cast.northwind))
        agent.meanings = MEANINGS
        agent.save()
        yield agent


def test_it_is_all_as_merging_would_leave_it(agent: Agent) -> None:
    assert filled(agent) == COUNT
    calls = list(Call.objects.shown_to_client().select_related("agent").newest_first())
    assert len(calls) == daily.total(agent.client) == COUNT
    assert snapshot.counted() == snapshot.recounted()
    assert search.index_many(calls) == 0
    for call in calls:
        result = call.result
        results.settle(call)
        assert call.result == result
    assert {call.result for call in calls} >= {"answered", "message", "call_back", "hung_up"}
    assert Transcript.objects.count() == sum(call.spoken for call in calls)
    last = calls[0]
    with scope.client(agent.agency_id, agent.client_id):
        rows = Call.objects.shown_to_client()
        named = search.matching(rows, next(c.caller_name for c in calls if c.spoken), limit=9)
        assert named
        numbered = search.matching(rows, last.from_number, limit=9)
        assert last.pk in {call.pk for call in numbered}


def test_it_goes_on_where_it_was_and_adds_nothing_twice(agent: Agent) -> None:
    filled(agent, 100)
    first = set(Call.objects.values_list("pk", flat=True))
    assert filled(agent) == COUNT - 100
    assert filled(agent) == 0
    assert first < set(Call.objects.values_list("pk", flat=True))
    later = people.agent(agent.client, agent.connection)
    call = Call.objects.order_by("-pk")[0]
    Call.objects.create(
        agency_id=call.agency_id,
        connection=call.connection,
        agent=later,
        external_id="next",
        started_at=UNTIL + timedelta(days=1),
        last_event_at=UNTIL,
        created_at=UNTIL,
    )
    assert Call.objects.count() == COUNT + 1


def test_there_are_names_enough() -> None:
    assert len(set(SURNAMES)) == 5000
