"""The same call comes out in whatever order its events arrive, and however often (O-084)."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.agencies.models import Agency, Client
from callboard.calls.models import Call
from callboard.providers import inbox, merge
from tests import cast as people
from tests.inbox import snapshot
from tests.inbox.line import Line
from tests.inbox.snapshot import undone
from tests.inbox.strategies import EXAMPLES, MOMENTS, tellings
from tests.providers.vapi import RECEIVED

STATUSES = ("status-ringing", "status-in-progress", "status-ended", "report-2025")
REFERENCES = ["assistant", "squad", "draft", "shared", "somebody else's"]


@pytest.fixture
def agents(line: Line, harbor_law: Client) -> None:
    """An agent and a squad of two clients, a draft, and one that two clients share on different
    numbers, under the references of the strategy; and a number of the agency's own.
    """
    for name, client in (("assistant", line.client), ("squad", harbor_law)):
        _name(people.agent(client, line.connection), name)
    _name(people.agent(harbor_law, line.connection, draft=True), "draft")
    one, other = line.client, harbor_law
    rules = ((one, "42", "both"), (other, "43", "both"), (other, "42", "number"))
    for client, digits, takes in rules:
        shared = people.agent(client, line.connection)
        shared.takes, shared.number = takes, f"+141555501{digits}"
        shared.live_since = MOMENTS[1] if digits == "43" else None
        _name(shared, "shared")
    Agency.objects.update(test_numbers=["+14155550101"])
    line.connection.refresh_from_db()


def _name(agent, external_id: str) -> None:
    agent.external_id = external_id
    agent.save()


@EXAMPLES
@given(st.data())
def test_o084_any_events_in_any_order_make_the_same_call(line: Line, agents, data) -> None:
    told = data.draw(tellings(REFERENCES))
    orders = st.permutations([*told, *data.draw(st.lists(st.sampled_from(told), max_size=2))])
    found = []
    for order in (told, data.draw(orders), data.draw(orders)):
        with undone():
            for event, received_at in order:
                merge.apply(event, line.connection, received_at)
            found.append(snapshot.of_calls())
            assert snapshot.counted() == snapshot.recounted()
    assert found[0] == found[1] == found[2]


def test_o084_all_orders_of_the_usual_events(line: Line) -> None:
    """Through the inbox, in each of the 24 orders, every event sent twice in some of them."""
    bodies = [line.body(name) for name in STATUSES]
    found = []
    for number, order in enumerate(permutations(bodies)):
        with undone():
            for body in order:
                line.store(body)
                if number % 8 == 0:
                    line.store(body)
                inbox.drain_once(now=RECEIVED)
            found.append(snapshot.of_calls())
    assert len(found) == 24
    assert all(one == found[0] for one in found)
    call = found[0]["call-1"]
    assert call["rank"] == 4
    assert call["outcome"] == "completed"
    assert len(found[0]["numbers"]) == 1


def test_a_late_ringing_does_not_ring(line: Line) -> None:
    for name in ("report-2025", "status-ringing"):
        line.store(line.body(name))
        inbox.drain_once(now=RECEIVED)
    assert not Call.objects.get().is_live
