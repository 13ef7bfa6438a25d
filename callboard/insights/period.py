"""A number of days by a business's own calendar, and the same number before them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LENGTHS = (7, 30, 90)


@dataclass(frozen=True, slots=True)
class Period:
    """`length` days that end with `last`, which may be today and not over."""

    last: date
    length: int

    @classmethod
    def until(cls, now: datetime, zone: str, length: int) -> "Period":
        return cls(now.astimezone(ZoneInfo(zone)).date(), length)

    @property
    def first(self) -> date:
        return self.last - timedelta(days=self.length - 1)

    @property
    def before(self) -> "Period":
        return Period(self.first - timedelta(days=1), self.length)

    @property
    def before_on_same_weekdays(self) -> "Period":
        """The nearest one before in which a Monday stands where this one has a Monday."""
        weeks = -(-self.length // 7)
        return Period(self.last - timedelta(days=7 * weeks), self.length)

    def moments(self, zone: str) -> tuple[datetime, datetime]:
        """From its first midnight there to the one after its last."""
        first, after = (
            datetime.combine(day, time(), ZoneInfo(zone))
            for day in (self.first, self.last + timedelta(days=1))
        )
        return first, after

    def parts(self, length: int) -> Iterator["Period"]:
        """One after the other, so many days each; the last may have fewer."""
        for begins in range(0, self.length, length):
            days = min(length, self.length - begins)
            yield Period(self.first + timedelta(days=begins + days - 1), days)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last
