"""The roll-up always equals a recount."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callboard.agencies.models import Client
from callboard.agents.models import Agent
from callboard.agents.models.agent import Stage
from callboard.calls import daily
from callboard.calls.models import Call, DailyCalls
from callboard.calls.rewriting import rewrite
from callboard.providers import merge
from tests import cast as people
from tests.inbox import agreement, snapshot
from tests.inbox.line import Line, event_in
from tests.inbox.snapshot import undone
from tests.inbox.strategies import EXAMPLES, events

ZONES = ["America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"]


@pytest.fixture
def harbor(line: Line, harbor_law: Client):
    """A second client's agent on the same connection."""
    return people.agent(harbor_law, line.connection)


@EXAMPLES
@given(st.data())
def test_after_any_updates_it_equals_a_recount(line: Line, harbor, data) -> None:
    references = [line.agent.external_id, harbor.external_id]
    topics = st.sampled_from(["", "Cleaning", "cleaning ", "Invoice", "A whole sentence. " * 9])
    with undone():
        for one in (line.agent, harbor):
            one.meanings = [{"field": "topic", "value": "", "means": "reason"}]
            one.save()
        for number in range(data.draw(st.integers(1, 8))):
            event = data.draw(events(references))
            call = data.draw(st.sampled_from(["a", "b", "c"]))
            event = replace(event, external_call_id=call, dedupe_key=f"event {number}")
            event = replace(event, analysis={"topic": data.draw(topics)})
            merge.apply(event, line.connection, event.occurred_at)
            if data.draw(st.booleans()):
                turn_over(line)
            if data.draw(st.integers(0, 3)) == 0:
                move_house(line, data.draw(st.sampled_from(ZONES)))
            if data.draw(st.integers(0, 3)) == 0:
                lose(call)
            if data.draw(st.integers(0, 3)) == 0:
                change_hands(call, harbor)
            assert snapshot.counted() == snapshot.recounted()
            for client in (line.client, harbor.client):
                assert daily.wrong_days(client) == []
        agreement.hold(line.client, harbor.client)


def turn_over(line: Line) -> None:
    line.agent.stage = Stage.DRAFT if line.agent.is_deployed else Stage.DEPLOYED
    line.agent.save()


def move_house(line: Line, zone: str) -> None:
    line.client.time_zone = zone
    line.client.save()
    daily.rebuild(line.client)


def lose(name: str) -> None:
    """The call is deleted, and counts no more."""
    call = Call.objects.select_related("client").filter(external_id=name).first()
    if call is not None:
        daily.move(daily.share_of(call), None)
        call.delete()


def change_hands(name: str, harbor: Agent) -> None:
    """Somebody of the agency says that the call was the other client's."""

    def change(call: Call) -> bool:
        call.agent, call.client, call.by_hand = harbor, harbor.client, True
        return True

    ids = list(Call.objects.filter(external_id=name).values_list("pk", flat=True))
    rewrite(ids, change, to=[harbor.client])


def told_at(line: Line, moment: datetime, call: str = "call-1") -> Call:
    event = event_in(line.body(call=call))
    return merge.apply(replace(event, started_at=moment), line.connection, moment)


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/New_York", date(2026, 3, 7)),
        ("Pacific/Kiritimati", date(2026, 3, 8)),
        ("Pacific/Pago_Pago", date(2026, 3, 7)),
        ("UTC", date(2026, 3, 8)),
    ],
)
def test_a_call_counts_on_the_business_own_day(line: Line, zone: str, day: date) -> None:
    line.client.time_zone = zone
    line.client.save()
    told_at(line, datetime(2026, 3, 8, 4, 30, tzinfo=UTC))
    assert [row.day for row in DailyCalls.objects.all()] == [day]


def test_another_zone_counts_the_days_anew(line: Line) -> None:
    told_at(line, datetime(2026, 3, 8, 4, 30, tzinfo=UTC), "a")
    told_at(line, datetime(2026, 3, 8, 5, 30, tzinfo=UTC), "b")
    move_house(line, "Asia/Kathmandu")
    assert [(row.day, row.calls) for row in DailyCalls.objects.all()] == [(date(2026, 3, 8), 2)]
    move_house(line, "Pacific/Pago_Pago")
    assert [(row.day, row.calls) for row in DailyCalls.objects.all()] == [(date(2026, 3, 7), 2)]


def test_a_rebuild_mends_what_was_wrong(line: Line) -> None:
    told_at(line, datetime(2026, 3, 8, 4, 30, tzinfo=UTC))
    DailyCalls.objects.update(calls=99)
    assert daily.wrong_days(line.client) == [date(2026, 3, 7)]
    daily.rebuild(line.client)
    assert snapshot.counted() == snapshot.recounted()
    assert daily.wrong_days(line.client) == []


def test_a_rebuild_leaves_other_clients_alone(line: Line, harbor) -> None:
    told_at(line, datetime(2026, 3, 8, 4, 30, tzinfo=UTC))
    theirs = Line(harbor.client, line.connection, harbor)
    told_at(theirs, datetime(2026, 3, 8, 4, 30, tzinfo=UTC), "theirs")
    DailyCalls.objects.filter(client=harbor.client).update(calls=99)
    daily.rebuild(line.client)
    assert DailyCalls.objects.get(client=harbor.client).calls == 99


def test_calls_of_the_last_thirty_days(line: Line, harbor) -> None:
    now = datetime(2026, 6, 30, 12, tzinfo=UTC)
    for days in (0, 1, 29, 31, 60):
        told_at(line, now - timedelta(days=days), f"call {days}")
    ids = [line.client.pk, harbor.client.pk]
    assert daily.calls_since(ids, now) == {line.client.pk: 3}
    assert daily.calls_since([], now) == {}
