"""What a long list costs, without a clock: the plans and steps of the statements themselves."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from callboard.agents.models import Agent
from callboard.calls import search
from callboard.calls.models import Call, DailyCalls
from callboard.calls.search import walk
from callboard.demo.big.fill import fill
from callboard.demo.cast.meanings import MEANINGS
from callboard.tenancy import scope
from tests import cast as people
from tests.cast import Cast
from tests.sizes import sized

FEW, MANY = sized((200, 2_000), (1_000, 20_000))
BEGAN, UNTIL = datetime(2024, 1, 1, tzinfo=UTC), datetime(2026, 12, 30, tzinfo=UTC)

Statement = tuple[str, Any]


@pytest.fixture
def agent(cast: Cast) -> Agent:
    """One that answers for Bright Smile, where Maya is a member; with a few calls."""
    with scope.agency(cast.northwind.pk):
        agent = people.agent(cast.bright_smile, people.connection(cast.northwind))
        agent.meanings = MEANINGS
        agent.save()
    filled(agent, FEW)
    return agent


def filled(agent: Agent, count: int) -> None:
    with scope.agency(agent.agency_id):
        fill(agent, count, began=BEGAN, until=UNTIL)


@contextmanager
def written_down() -> Iterator[list[Statement]]:
    """The statements that read calls."""
    seen: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if ("calls_call" in sql or "calls_search" in sql) and sql.startswith(("SELECT", "WITH")):
            seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


OF_CLIENT, OF_AGENCY = "calls_call_of_client", "calls_call_of_agency"
OF_RESULT = "calls_call_of_result"

LED = "enable_indexscan', 'off', true); "


def plan(statement: Statement) -> list[str]:
    sql, params = statement
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            return [row[3] for row in cursor.fetchall()]
        # Of a table this small PostgreSQL would read all; the question is whether it must.
        cursor.execute("SET LOCAL enable_seqscan = off")
        # The search tells the planner something first, in the same go.
        told, separator, asked = sql.rpartition(LED)
        cursor.execute(f"{told}{separator}EXPLAIN (FORMAT JSON) {asked}", params)
        if separator:
            cursor.nextset()
        (found,) = cursor.fetchone()
        return list(_nodes(json.loads(found) if isinstance(found, str) else found))


def _nodes(tree: Any) -> Iterator[str]:
    if isinstance(tree, list):
        for one in tree:
            yield from _nodes(one)
    elif isinstance(tree, dict):
        if "Node Type" in tree:
            on = tree.get("Relation Name", ""), tree.get("Index Name", "")
            yield " ".join(filter(None, (tree["Node Type"], *on)))
        for one in tree.values():
            yield from _nodes(one)


def faults(statement: Statement) -> list[str]:
    bad = ("SCAN calls_call", "TEMP B-TREE FOR ORDER BY", "Seq Scan calls_", "Incremental Sort")
    return [line for line in plan(statement) if any(one in line for one in bad)]


@pytest.mark.sized
def test_the_list_and_its_pages_are_walked_in_the_index(cast: Cast, agent: Agent) -> None:
    maya = people.browser(cast.northwind, cast.maya)
    with scope.agency(agent.agency_id):
        deep = Call.objects.newest_first()[FEW // 2].public_id
    for page in ("/calls/", f"/calls/?before={deep}"):
        with written_down() as seen:
            assert maya.get(page).status_code == 200
        assert seen
        assert {sql: found for sql, params in seen if (found := faults((sql, params)))} == {}
        if connection.vendor == "sqlite":  # which knows nothing of how the calls are shared out
            lines = [line for one in seen for line in plan(one) if "LIMIT 51" in one[0]]
            assert any(OF_CLIENT in line for line in lines)


@pytest.mark.sized
def test_a_filter_without_a_match_reads_the_index_alone(cast: Cast, agent: Agent) -> None:
    with scope.client(agent.agency_id, agent.client_id):
        rows = Call.objects.shown_to_client().filter(result="busy").newest_first()
        with written_down() as seen:
            assert list(rows[:51]) == []
    (statement,) = seen
    lines = plan(statement)
    assert any(OF_RESULT in line for line in lines), lines
    assert faults(statement) == []


@pytest.mark.sized
@pytest.mark.parametrize("query", ["", "?outcome=booked", "?outcome=busy", "?days=7"])
def test_the_calls_beside_one_are_walked_in_the_index(cast: Cast, agent: Agent, query: str) -> None:
    maya = people.browser(cast.northwind, cast.maya)
    with scope.agency(agent.agency_id):
        deep = Call.objects.newest_first()[FEW // 2].public_id
    with written_down() as seen:
        assert maya.get(f"/calls/{deep}/{query}").status_code == 200
    beside = [one for one in seen if " IN (SELECT " in one[0] and "is_unread" not in one[0]]
    assert len(beside) == 2
    assert {sql: found for sql, params in beside if (found := faults((sql, params)))} == {}


SEARCHED = ["appointment", "cleaning insu", '"how can i help"', "(207) 555"]


@pytest.mark.sized
@pytest.mark.parametrize("typed", ["appointment", "cleaning insu", "(207) 555"])
def test_what_is_often_said_is_found_among_the_newest_calls(
    agent: Agent, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "FIRST", FEW // 4)
    with scope.client(agent.agency_id, agent.client_id), written_down() as seen:
        assert list(search.matching(Call.objects.shown_to_client(), typed, limit=5))
    lines = plan(seen[0])
    assert any(OF_CLIENT in line or OF_AGENCY in line for line in lines), lines
    # Those that were looked at are sorted once more, and no others read.
    assert not any("SCAN e" in line or "Seq Scan calls_" in line for line in lines), lines


@pytest.mark.sized
@pytest.mark.parametrize("typed", SEARCHED)
def test_a_search_is_a_question_to_the_full_text_index_and_walks_no_calls(
    agent: Agent, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "FIRST", 0)
    with scope.client(agent.agency_id, agent.client_id), written_down() as seen:
        assert list(search.matching(Call.objects.shown_to_client(), typed, limit=26))
    lines = plan(seen[0])
    if connection.vendor == "sqlite":
        assert len(seen) == 2
        assert lines[0].startswith("SCAN w VIRTUAL TABLE INDEX")
        assert faults(seen[0]) == []
    else:
        assert len(seen) == 3
        assert "Bitmap Index Scan calls_searchwords" in lines
    every = [line for statement in seen for line in plan(statement)]
    assert not any("SCAN calls_call" in line or "Seq Scan" in line for line in every)


@pytest.mark.sized
@pytest.mark.sqlite
def test_a_page_takes_no_more_steps_however_many_calls_there_are(cast: Cast, agent: Agent) -> None:
    maya = people.browser(cast.northwind, cast.maya)
    few, days = steps(lambda: maya.get("/calls/")), days_told(cast)
    filled(agent, MANY)
    # How many there are is summed over the days and outcomes, thirty instructions for each.
    summing = 0.3 * (days_told(cast) - days)
    assert steps(lambda: maya.get("/calls/")) <= 1.2 * few + summing


def days_told(cast: Cast) -> int:
    with scope.client(cast.northwind.pk, cast.bright_smile.pk):
        return DailyCalls.objects.count()


def steps(work: Callable[[], object]) -> int:
    """How many hundreds of SQLite's own instructions it takes."""
    work()
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    connection.connection.set_progress_handler(step, 100)
    try:
        work()
    finally:
        connection.connection.set_progress_handler(None, 100)
    return count


@pytest.mark.sized
@pytest.mark.postgres
def test_what_a_search_tells_the_planner_ends_with_it(
    agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a transaction goes on after it."""
    monkeypatch.setattr(walk, "FIRST", 0)
    with transaction.atomic(), scope.client(agent.agency_id, agent.client_id):
        assert list(search.matching(Call.objects.shown_to_client(), "appointment", limit=5))
        with connection.cursor() as cursor:
            for name in ("enable_seqscan", "enable_indexscan"):
                cursor.execute(f"SHOW {name}")
                assert cursor.fetchone() == ("on",)
