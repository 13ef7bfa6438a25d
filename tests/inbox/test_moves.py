"""Giving a client the earlier calls of its agent, and moving calls from one client to another."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from callboard.agencies import addresses
from callboard.agencies.models import Agency, Client
from callboard.agents import agents
from callboard.agents.agents import AgentFacts
from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage, Takes
from callboard.audit.models import Entry
from callboard.calls import earlier, handing_over, moves, moving, reading, search
from callboard.calls.models import Aside, Call, Move, ReadMark
from callboard.people.models import Membership
from tests import cast as people
from tests.cast import ANA
from tests.inbox import snapshot
from tests.inbox.line import Line
from tests.inbox.snapshot import undone
from tests.inbox.strategies import EXAMPLES
from tests.inbox.test_drain import take

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def nobodys(line: Line, number: int, **facts: Any) -> Call:
    """A call of an agent that nobody has added."""
    at = NOON + timedelta(hours=number)
    return Call.objects.create(
        **{
            "agency": line.client.agency,
            "connection": line.connection,
            "external_id": f"call-{number}",
            "agent_references": ["asst-new"],
            "agent_reference": "asst-new",
            "direction": "inbound",
            "from_number": f"+1207555{number:04d}",
            "to_number": "+14155550142",
            "outcome": "completed",
            "spoken": True,
            "rank": 4,
            "duration_ms": 60_000,
            "started_at": at,
            "last_event_at": at,
            "created_at": at,
            **facts,
        }
    )


def added(line: Line, client: Client, **facts: Any) -> Agent:
    known = {"name": "Pearl", "number": "", "external_id": "asst-new", "stage": Stage.DEPLOYED}
    return agents.add(client, line.connection, AgentFacts(**(known | facts)), by=ANA)


def work(move: Move | None) -> Move:
    assert move is not None
    moving.work_through.call(move.agency_id, move.pk)
    move.refresh_from_db()
    return move


@pytest.fixture
def reader(harbor_law: Client) -> Membership:
    address = addresses.parse("intake@harborlaw.example")
    harbor_law.contact_email = address.original
    harbor_law.contact_email_canonical = address.canonical
    harbor_law.save()
    user = people.member(harbor_law, at=NOON - timedelta(days=1))
    return Membership.objects.get(user=user, client=harbor_law)


def test_earlier_calls_go_to_the_agents_client_read(
    line: Line, harbor_law: Client, reader: Membership
) -> None:
    for number in range(5):
        nobodys(line, number)
    nobodys(line, 9, agent_references=["asst-else"])
    pearl = added(line, harbor_law)
    found = earlier.of(pearl)
    assert found == earlier.Earlier(5, NOON, NOON + timedelta(hours=4))
    move = work(moves.give_earlier(pearl, by=ANA))
    assert (move.moved, move.ended_at is not None) == (5, True)
    assert Call.objects.shown_to_client().filter(client=harbor_law, agent=pearl).count() == 5
    assert list(Call.objects.unassigned().values_list("external_id", flat=True)) == ["call-9"]
    assert snapshot.counted() == snapshot.recounted() != {}
    assert reading.count_unread(reader) == 0
    assert set(Call.objects.exclude(client=None).values_list("result", flat=True)) == {"answered"}
    pearl.refresh_from_db()
    assert pearl.live_since == NOON
    entry = Entry.objects.get(act="call.earlier_given")
    assert (entry.client_id, entry.after["calls"]) == (harbor_law.pk, 5)
    assert earlier.of(pearl) is None
    assert moves.give_earlier(pearl, by=ANA) is None


def test_what_two_rules_part_goes_to_each(line: Line, harbor_law: Client) -> None:
    for number in range(3):
        nobodys(line, number, to_number="(415) 555-0142")
        nobodys(line, number + 10, to_number="+14155550143")
    mine = added(line, line.client, takes=Takes.AGENT_AND_NUMBER, number="+14155550142")
    theirs = added(line, harbor_law, takes=Takes.AGENT_AND_NUMBER, number="+14155550143")
    for agent in (mine, theirs):
        assert work(moves.give_earlier(agent, by=ANA)).moved == 3
        assert Call.objects.filter(agent=agent, client=agent.client_id).count() == 3


def test_tests_and_drafts_stay_with_the_agency(line: Line, harbor_law: Client) -> None:
    Agency.objects.update(test_numbers=["+12075550001"])
    for number in range(3):
        nobodys(line, number)
    pearl = added(line, harbor_law)
    with undone():
        work(moves.give_earlier(pearl, by=ANA))
        assert Call.objects.get(kept_aside=True).aside_why == Aside.TEST_NUMBER
    Agent.objects.filter(pk=pearl.pk).update(stage=Stage.DRAFT)
    work(moves.give_earlier(pearl, by=ANA))
    assert Call.objects.filter(aside_why=Aside.DRAFT, client=harbor_law).count() == 3
    assert snapshot.counted() == {}


def test_pressed_twice_it_begins_once(line: Line, harbor_law: Client) -> None:
    nobodys(line, 1)
    pearl = added(line, harbor_law)
    assert moves.give_earlier(pearl, by=ANA) == moves.give_earlier(pearl, by=ANA)
    assert (Move.objects.count(), DBTaskResult.objects.count()) == (1, 1)


def test_a_later_event_leaves_it_there(line: Line, harbor_law: Client) -> None:
    call = take(line, line.body("status-in-progress"))
    assert call.client == line.client
    assert handing_over.move(call, harbor_law, by=ANA)
    assert take(line, line.body()).client == harbor_law
    assert snapshot.counted() == snapshot.recounted()


def test_one_call_is_moved_with_all_that_belongs_to_it(line: Line, harbor_law: Client) -> None:
    call = take(line, line.body())
    now = timezone.now()
    Call.objects.update(flagged_at=now, called_back_at=now)
    assert handing_over.move(call, harbor_law, by=ANA)
    call.refresh_from_db()
    assert (call.client, call.brought_in, call.flagged_at) == (harbor_law, True, None)
    assert call.called_back_at is None
    assert snapshot.counted() == snapshot.recounted()
    theirs = Call.objects.filter(client=harbor_law)
    assert list(search.matching(theirs, "birch", limit=5, of=harbor_law)) == [call]
    entries = Entry.objects.filter(act="call.moved")
    assert {entry.client_id for entry in entries} == {line.client.pk, harbor_law.pk}
    assert entries[0].before == {"client": line.client.name}
    assert entries[0].after == {"client": harbor_law.name}
    assert not handing_over.move(call, harbor_law, by=ANA)


def test_marks_go_along_with_who_reads_for_both(
    line: Line, harbor_law: Client, reader: Membership
) -> None:
    line.client.contact_email = harbor_law.contact_email
    line.client.contact_email_canonical = harbor_law.contact_email_canonical
    line.client.save()
    people.member(line.client)
    here = Membership.objects.get(user=reader.user_id, client=line.client)
    unread, read = take(line, line.body()), take(line, line.body(call="call-2"))
    reading.mark([unread, read], here, is_read=True)
    reading.mark([unread], here, is_read=False)
    ReadMark.objects.update_or_create(
        membership=here,
        call=unread,
        defaults={"is_read": False, "client": line.client, "agency": line.client.agency},
    )
    for call in (unread, read):
        handing_over.move(call, harbor_law, by=ANA)
    rows = reading.unread(Call.objects.filter(client=harbor_law), reader)
    assert list(rows) == [unread]
    assert not ReadMark.objects.filter(membership=here).exists()


def test_an_agents_calls_since_a_day(line: Line, harbor_law: Client) -> None:
    for number in range(4):
        nobodys(line, number, agent=line.agent, client=line.client, result="answered")
        Call.objects.filter(agent=line.agent).update(brought_in=False)
    from callboard.calls import daily

    daily.rebuild(line.client)
    since = NOON + timedelta(hours=2)
    move = work(moves.move(line.agent, harbor_law, since=since, with_agent=False, by=ANA))
    assert move.moved == 2
    assert Call.objects.filter(client=line.client).count() == 2
    line.agent.refresh_from_db()
    assert line.agent.client == line.client
    assert snapshot.counted() == snapshot.recounted()
    work(moves.move(line.agent, harbor_law, since=None, with_agent=True, by=ANA))
    line.agent.refresh_from_db()
    assert line.agent.client == harbor_law
    assert Call.objects.filter(client=harbor_law).count() == 4
    told = Entry.objects.filter(act="call.many_moved").values_list("client_id", flat=True)
    assert sorted(told) == sorted([line.client.pk, harbor_law.pk] * 2)


@EXAMPLES
@given(st.data())
def test_after_every_step_the_numbers_are_right(line: Line, harbor_law: Client, data) -> None:
    with undone(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(moving, "AT_ONCE", data.draw(st.integers(1, 3)))
        for number in range(data.draw(st.integers(1, 7))):
            reference = data.draw(st.sampled_from(["asst-new", "asst-else"]))
            nobodys(line, number, agent_references=[reference], started_at=NOON)
        move = moves.give_earlier(added(line, harbor_law), by=ANA)
        expected = Call.objects.filter(agent_references=["asst-new"]).count()
        while move and moving._step(move.pk):
            assert snapshot.counted() == snapshot.recounted()
            if data.draw(st.booleans()):
                told = json.loads(line.body("status-in-progress", call="call-0"))
                take(line, json.dumps(told).encode())
        assert Call.objects.filter(client=harbor_law).count() in (expected, expected - 1)


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_the_rest_to_the_next(house, harbor: Client) -> None:
    line = house.line
    for number in range(250):
        nobodys(line, number)
    move = moves.give_earlier(added(line, harbor), by=ANA)
    assert move is not None
    arguments = ("move", str(move.agency_id), str(move.pk))
    status, _out, _err = house.run(*arguments, die_at="calls.moved")
    assert status == -9
    assert Call.objects.filter(client=harbor).count() == moving.AT_ONCE
    assert snapshot.counted() == snapshot.recounted()
    assert house.run(*arguments)[0] == 0
    move.refresh_from_db()
    assert (move.moved, Call.objects.filter(client=harbor).count()) == (250, 250)
    assert snapshot.counted() == snapshot.recounted()


@pytest.fixture
def harbor(house) -> Client:
    return people.client(house.line.client.agency, "Harbor Law Group")
