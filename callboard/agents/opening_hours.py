"""When a business is open: hours of a week, several a day, and the days on which they differ.

Nothing here knows a zone: a moment is asked by the business's own clock. What people type is read
by `callboard.agents.typed_hours`, and said in words by `callboard.agents.hours_in_words`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Self

DAY = 24 * 60
WEEK = 7 * DAY
MONDAY, SUNDAY = 0, 6


class Overlap(ValueError):
    """Two ranges of `day` (0 is Monday), or one and the first of the next day, cover the same
    minute.
    """

    def __init__(self, day: int) -> None:
        super().__init__(f"ranges of day {day} overlap")
        self.day = day


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """Minutes since midnight, the end left out. An end after 24:00 is on the next day: 1320 to 1560
    is from 10 at night until 2 in the morning.
    """

    begins: int
    ends: int

    def __post_init__(self) -> None:
        if not (0 <= self.begins < DAY and self.begins < self.ends <= self.begins + DAY):
            raise ValueError(f"{self.begins} to {self.ends} is no range of a day")

    def __contains__(self, minute: int) -> bool:
        return self.begins <= minute < self.ends


Ranges = tuple[Range, ...]
CLOSED: Ranges = ()
ALL_DAY: Ranges = (Range(0, DAY),)


@dataclass(frozen=True, slots=True)
class Holiday:
    """From `first` to `last`, both included; closed, or with hours of its own."""

    first: date
    last: date
    name: str = ""
    ranges: Ranges = CLOSED

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """`week` has seven days, Monday first."""

    week: tuple[Ranges, ...]
    holidays: tuple[Holiday, ...] = ()

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")

    def on(self, day: date) -> Ranges:
        """What begins on this day."""
        holiday = self.holiday_on(day)
        return self.week[day.weekday()] if holiday is None else holiday.ranges

    def holiday_on(self, day: date) -> Holiday | None:
        return next((holiday for holiday in self.holidays if day in holiday), None)

    def is_open(self, local: datetime) -> bool:
        """At this moment of the business's own clock. A night that began before a holiday goes on
        until it ends.
        """
        minute, today = local.hour * 60 + local.minute, local.date()
        yesterday = self.on(today - timedelta(days=1)) if today > date.min else CLOSED
        return any(minute in one for one in self.on(today)) or any(
            minute + DAY in one for one in yesterday
        )

    def stored(self) -> dict[str, Any]:
        """Plain, for JSON."""
        return {
            "week": [_plain(ranges) for ranges in self.week],
            "holidays": [
                {
                    "first": holiday.first.isoformat(),
                    "last": holiday.last.isoformat(),
                    "name": holiday.name,
                    "ranges": _plain(holiday.ranges),
                }
                for holiday in self.holidays
            ],
        }

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        """What `stored` gave."""
        return cls(
            week=tuple(_ranges(day) for day in stored["week"]),
            holidays=tuple(
                Holiday(
                    date.fromisoformat(one["first"]),
                    date.fromisoformat(one["last"]),
                    one["name"],
                    _ranges(one["ranges"]),
                )
                for one in stored["holidays"]
            ),
        )


def in_order(ranges: Iterable[Range]) -> Ranges:
    """Sorted, those that touch made one. Raises `Overlap` (of day 0)."""
    done: list[Range] = []
    for one in sorted(ranges):
        if done and one.begins < done[-1].ends:
            raise Overlap(0)
        if done and one.begins == done[-1].ends and one.ends <= done[-1].begins + DAY:
            done[-1] = Range(done[-1].begins, one.ends)
        else:
            done.append(one)
    return tuple(done)


def check_week(week: Sequence[Ranges]) -> None:
    """Raises `Overlap` where a night runs into the next day's hours."""
    spans = sorted(
        (number * DAY + one.begins, number * DAY + one.ends, number)
        for number, ranges in enumerate(week)
        for one in ranges
    )
    for (_begins, ends, number), (begins, _ends, _next) in pairwise(spans):
        if begins < ends:
            raise Overlap(number)
    if spans and spans[-1][1] - WEEK > spans[0][0]:
        raise Overlap(spans[-1][2])


def _plain(ranges: Ranges) -> list[list[int]]:
    return [[one.begins, one.ends] for one in ranges]


def _ranges(stored: Iterable[Sequence[int]]) -> Ranges:
    return tuple(Range(begins, ends) for begins, ends in stored)
