"""A column for each part of a period, and a line for the period before.

Across, places are percentages, so that a drawing fits any width and its letters keep their size;
down, they are pixels.
"""

from dataclasses import dataclass

from callboard.insights.charts.scale import ticks
from callboard.insights.series import Point

HEIGHT = 180
# Of what a column has, so much stays free on its right and left.
_GAP = 0.14
# A day with one call among busy ones is still to be seen.
_LEAST = 2.0
_MOST_LABELS = 5


@dataclass(frozen=True, slots=True)
class Column:
    point: Point
    x: float
    middle: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Columns:
    """`grid` has each line's y and number; `line` are the points of a polyline in a box of 1000 by
    `HEIGHT`; `labelled` are the columns under which their day stands.
    """

    columns: list[Column]
    grid: list[tuple[float, int]]
    line: str
    labelled: list[Column]


def columns(points: list[Point]) -> Columns:
    most = max([0, *(p.value for p in points), *(p.before or 0 for p in points)])
    marks = ticks(most)
    top = marks[-1]
    each = 100 / len(points)
    drawn = [_column(point, number * each, each, top) for number, point in enumerate(points)]
    line = " ".join(
        f"{column.middle * 10:.1f},{_y(column.point.before, top):.1f}"
        for column in drawn
        if column.point.before is not None
    )
    every = -(-len(drawn) // _MOST_LABELS)
    return Columns(drawn, [(_y(mark, top), mark) for mark in marks], line, drawn[::every])


def _column(point: Point, begins: float, each: float, top: int) -> Column:
    y = _y(point.value, top)
    height = max(HEIGHT - y, _LEAST) if point.value else 0.0
    gap = each * _GAP
    return Column(
        point,
        x=round(begins + gap, 3),
        middle=round(begins + each / 2, 3),
        width=round(each - 2 * gap, 3),
        y=round(HEIGHT - height, 1),
        height=round(height, 1),
    )


def _y(value: int, top: int) -> float:
    return round(HEIGHT * (1 - value / top), 1)
