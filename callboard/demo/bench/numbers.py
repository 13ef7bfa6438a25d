"""P8: what the page of numbers costs, and its statements, beside the least that would do."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from typing import Any

from django.db import connection as database

from callboard.demo.bench import raw
from callboard.demo.bench.house import House, Portal
from callboard.demo.bench.pairs import Pair, measured
from callboard.demo.bench.report import Line, compared, figures
from callboard.insights.asked import Asked, Span
from callboard.insights.sheet import sheet
from callboard.tenancy import scope

Statement = tuple[str, Any]
MONTH, YEAR = "/analytics/?days=30", "/analytics/?days=365"


def the_numbers(house: House, now: datetime, pairs: int) -> Iterator[Line]:
    big, small = house.big, house.small
    pair = measured(lambda: big.get(MONTH), lambda: small.get(MONTH), pairs * 3)
    yield compared("P8 numbers beside a small client's", pair, most=2)
    pair = measured(lambda: big.get(YEAR), lambda: big.get(MONTH), pairs * 3)
    yield compared("P8 twelve months beside 30 days", pair, most=2)
    for span in (Span.MONTH, Span.YEAR):
        statements = _statements(house, big, span, now)
        first = Asked(span=span).period(now, big.client.time_zone).first
        ours = _replayed(statements)
        pair = measured(ours, lambda first=first: raw.rolled_up(big.client, first), pairs * 3)  # type: ignore[misc]
        yield _told(f"P8 statements, {span} days, rolled up", pair, most=2, judged=span)
        pair = measured(ours, lambda first=first: raw.aggregated(big.client, first), pairs)  # type: ignore[misc]
        yield _told(f"P8 statements, {span} days, all calls", pair, most=0.2, judged=span)


def _told(name: str, pair: Pair, *, most: float, judged: Span) -> Line:
    """The target is that of 30 days."""
    if judged is Span.MONTH:
        return compared(name, pair, most=most)
    return Line(name, figures(pair))


def _statements(house: House, portal: Portal, span: Span, now: datetime) -> list[Statement]:
    """What the page asks of the roll-ups, as it was sent to the database."""
    found: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        found.append((sql, params))
        return execute(sql, params, *rest)

    with ExitStack() as open_:
        open_.enter_context(scope.client(house.agency.pk, portal.client.pk))
        open_.enter_context(database.execute_wrapper(note))
        sheet(Asked(span=span), portal.client, now)
    return found


def _replayed(statements: list[Statement]) -> Callable[[], None]:
    def replay() -> None:
        with database.cursor() as cursor:
            for sql, params in statements:
                cursor.execute(sql, params)
                cursor.fetchall()

    return replay
