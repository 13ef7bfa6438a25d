"""A number of days by a business's own calendar, and the same number before them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
