"""The hours in which somebody gets no mail, by the clock on their wall."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_MIDNIGHT = time(0)
# A week of quiet days, each with quiet hours before and after, ends within so many steps.
_STEPS = 32


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begins` until `ends` every day (over midnight where it ends earlier), and all day on
    `days` (0 is Monday).
    """

    begins: time | None = None
    ends: time | None = None
    days: Collection[int] = frozenset()

    def until(self, moment: datetime, zone: str) -> datetime | None:
        """When the quiet that `moment` (aware) falls into ends; None where it falls into none."""
        place, end = ZoneInfo(zone), moment
        for _step in range(_STEPS):
            wall = end.astimezone(place)
            if not self._covers(wall):
                break
            end = self._next(wall, place)
        return None if end == moment else end

    def _covers(self, wall: datetime) -> bool:
        return wall.weekday() in self.days or self._in_hours(wall.time())

    def _in_hours(self, clock: time) -> bool:
        if self.begins is None or self.ends is None:
            return False
        if self.begins <= self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends

    def _next(self, wall: datetime, place: ZoneInfo) -> datetime:
        """The next moment at which this quiet may be over."""
        by_day = wall.weekday() in self.days
        clock = _MIDNIGHT if by_day or self.ends is None else self.ends
        day = wall.date() if clock > wall.time() else wall.date() + timedelta(days=1)
        first, second = (
            datetime.combine(day, clock, place).replace(fold=fold).astimezone(UTC)
            for fold in (0, 1)
        )
        # An hour that the clock goes through twice: the end that is still to come.
        return first if first > wall.astimezone(UTC) else second
