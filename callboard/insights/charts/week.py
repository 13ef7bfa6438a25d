"""The busiest hours: a table of hours by weekdays, each cell as strong as it is full."""

from dataclasses import dataclass

LEVELS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """`level` is 0 of none and `LEVELS` of the most."""

    calls: int
    level: int


@dataclass(frozen=True, slots=True)
class Week:
    """`hours` has, for each hour of the day from the first to the last with a call, the cells of
    seven weekdays; `busiest` are the weekdays and hours with most calls, in their order.
    """

    hours: list[tuple[int, list[Cell]]]
    busiest: list[tuple[int, int]]


def week(counted: list[list[int]]) -> Week:
    """From seven weekdays of 24 hours, Monday first."""
    full = [hour for hour in range(24) if any(day[hour] for day in counted)]
    if not full:
        return Week([], [])
    most = max(max(day) for day in counted)
    shown = [
        (hour, [Cell(day[hour], -(-LEVELS * day[hour] // most)) for day in counted])
        for hour in range(full[0], full[-1] + 1)
    ]
    busiest = [
        (number, hour) for number, day in enumerate(counted) for hour in full if day[hour] == most
    ]
    return Week(shown, busiest)
