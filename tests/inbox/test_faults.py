"""What is left when a process dies in the middle of its work."""

import time
from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from callboard.calls.models import Call
from callboard.providers import inbox
from callboard.providers.models import Delivery, DeliveryState
from tests.inbox import snapshot
from tests.inbox.conftest import House
from tests.inbox.processes import KILLED, finish
from tests.providers.vapi import RECEIVED

CALLS = ["call-1", "call-2", "call-3"]


def drain_all(now) -> None:
    while inbox.drain_once(now=now):
        pass


def done() -> int:
    return int(Delivery.objects.filter(state=DeliveryState.DONE).count())


def assert_each_once(calls: list[str]) -> None:
    """One call each, counted once, and one recording sent for."""
    assert sorted(Call.objects.values_list("external_id", flat=True)) == sorted(calls)
    assert snapshot.counted() == snapshot.recounted()
    assert sum(number for number, _length in snapshot.counted().values()) == len(calls)
    assert DBTaskResult.objects.count() == len(calls)


@pytest.mark.parametrize(
    ("step", "done_by_it"), [("inbox.claimed", 0), ("inbox.merged", 0), ("inbox.done", 1)]
)
def test_a_killed_drain_loses_nothing_and_does_nothing_twice(
    house: House, step: str, done_by_it: int
) -> None:
    for call in CALLS:
        house.line.store(house.line.body(call=call))
    code, _out, errors = house.run("drain", RECEIVED.isoformat(), die_at=step)
    assert code == KILLED, errors
    assert done() == done_by_it
    assert Call.objects.count() == done_by_it
    # Only the one in hand waits for its lease to run out.
    drain_all(RECEIVED)
    assert done() == 2 + done_by_it
    drain_all(RECEIVED + inbox.LEASE - timedelta(seconds=1))
    assert done() == 2 + done_by_it
    drain_all(RECEIVED + inbox.LEASE)
    assert done() == 3
    assert_each_once(CALLS)


def test_two_processes_drain_at_once(house: House) -> None:
    calls = [f"call-{number}" for number in range(15)]
    for name in ("status-in-progress", "status-ended", "report-2025"):
        for call in calls:
            house.line.store(house.line.body(name, call=call))
    both = [house.start("drain", RECEIVED.isoformat()) for _ in range(2)]
    for process in both:
        code, _out, errors = finish(process)
        assert code == 0, errors
    assert done() == 45
    assert_each_once(calls)


def test_o087_killed_between_commit_and_answer_it_is_known_at_the_retry(house: House) -> None:
    line = house.line
    body = line.body(call="call-1")
    address = ("post", line.client.agency.host, line.address)
    code, out, errors = house.run(*address, die_at="inbox.stored", given=body)
    assert (code, out) == (KILLED, ""), errors
    assert Delivery.objects.count() == 1
    assert b"known" in line.post(body).content
    assert Delivery.objects.get().body == body


@pytest.mark.deep
@pytest.mark.sqlite
def test_a_long_drain_keeps_nobody_waiting(house: House) -> None:
    """SQLite has one writer; without a pause in the drain this took 14 s."""
    for number in range(300):
        house.line.store(house.line.body(call=f"call-{number}"))
    drain = house.start("drain", RECEIVED.isoformat())
    longest = 0.0
    for number in range(100):
        began = time.monotonic()
        house.line.store(house.line.body(call=f"late-{number}"))
        longest = max(longest, time.monotonic() - began)
    code, _out, errors = finish(drain)
    assert code == 0, errors
    assert longest < 5
