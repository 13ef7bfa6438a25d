"""What happens at the same instant.

On PostgreSQL, with a connection for each: SQLite has one writer and hides it.
"""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from callboard.agencies.models import Client
from callboard.calls import daily
from callboard.calls.models import Call, Recording
from callboard.providers import inbox, merge
from callboard.providers.models import Delivery, DeliveryState
from callboard.tenancy import scope
from tests import cast as people
from tests.inbox import snapshot
from tests.inbox.conftest import House
from tests.inbox.line import Line, event_in
from tests.inbox.processes import SECONDS
from tests.providers.vapi import RECEIVED

pytestmark = pytest.mark.postgres


def at_once(house: House, *acts: Callable[[], Any]) -> list[Any]:
    """Runs all at the same instant, each on its own connection; raises what one of them raised."""
    barrier = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)
    agency_id = house.line.client.agency_id

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            with scope.agency(agency_id):
                barrier.wait()
                results[number] = act()
        except BaseException as fault:
            results[number] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results


def drain() -> None:
    with scope.wiped():
        while inbox.drain_once(now=RECEIVED):
            pass


def all_done() -> bool:
    return not Delivery.objects.exclude(state=DeliveryState.DONE).exists()


def test_o083_one_event_a_hundred_times_is_one_call(house: House) -> None:
    body = house.line.body()

    def post_five_times() -> list[tuple[int, bytes]]:
        answers = [house.line.post(body) for _ in range(5)]
        return [(answer.status_code, answer.content) for answer in answers]

    results = [one for part in at_once(house, *[post_five_times] * 20) for one in part]
    assert len(results) == 100
    assert {code for code, _content in results} == {200}
    assert sum(b"stored" in content for _code, content in results) == 1
    assert Delivery.objects.count() == 1
    while inbox.drain_once():
        pass
    assert Call.objects.count() == 1
    assert Recording.objects.count() == 1
    assert sum(calls for calls, _ in snapshot.counted().values()) == 1


def test_many_drains_at_once(house: House) -> None:
    """Every call has three events, and all calls of a client share the days of the roll-up."""
    other = people.agent(
        people.client(house.line.client.agency, "Harbor Law Group"), house.line.connection
    )
    lines = [house.line, Line(other.client, house.line.connection, other)]
    names = ("status-in-progress", "status-ended", "report-voicemail", "report-2025")
    for number in range(12):
        for name in names:
            line = lines[number % 2]
            line.store(line.body(name, call=f"call-{number}"))
    at_once(house, *[drain] * 6)
    assert all_done()
    assert Call.objects.count() == 12
    assert snapshot.counted() == snapshot.recounted()


def test_an_event_of_two_clients_agents_at_once(house: House) -> None:
    """A call that goes over to another client's agent, in both directions at the same time."""
    other = people.agent(
        people.client(house.line.client.agency, "Harbor Law Group"), house.line.connection
    )
    there = Line(other.client, house.line.connection, other)
    for number in range(10):
        first, then = (house.line, there) if number % 2 else (there, house.line)
        first.store(first.body("status-in-progress", call=f"call-{number}"))
        then.store(then.body(call=f"call-{number}"))
    at_once(house, *[drain] * 6)
    assert all_done()
    assert snapshot.counted() == snapshot.recounted()


def test_a_change_of_zone_waits_for_the_call_that_comes_in(house: House) -> None:
    """Else the call counts on a day of the old clock, which nothing ever mends."""
    merged, commit, rebuilt = threading.Event(), threading.Event(), threading.Event()
    line = house.line

    def come_in() -> None:
        with transaction.atomic():
            merge.apply(event_in(line.body()), line.connection, RECEIVED)
            merged.set()
            assert commit.wait(SECONDS)

    def move() -> None:
        assert merged.wait(SECONDS)
        Client.objects.filter(pk=line.client.pk).update(time_zone="Pacific/Kiritimati")
        daily.rebuild(line.client)
        rebuilt.set()

    def watch() -> None:
        assert merged.wait(SECONDS)
        while not rebuilt.wait(0.02) and not _somebody_waits_for_a_lock():
            pass
        commit.set()

    at_once(house, come_in, move, watch)
    line.client.refresh_from_db()
    assert snapshot.counted() == snapshot.recounted()


def _somebody_waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return bool(cursor.fetchone()[0])


def test_a_change_of_zone_while_calls_come_in(house: House) -> None:
    for number in range(30):
        house.line.store(house.line.body(call=f"call-{number}"))

    def move() -> None:
        for zone in ("Pacific/Kiritimati", "America/New_York", "Pacific/Pago_Pago"):
            client = house.line.client
            client.time_zone = zone
            client.save(update_fields=["time_zone"])
            daily.rebuild(client)

    at_once(house, drain, drain, drain, move)
    assert all_done()
    assert Call.objects.count() == 30
    assert snapshot.counted() == snapshot.recounted()
