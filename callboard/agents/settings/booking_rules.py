"""Which appointments an agent may give away."""

from dataclasses import asdict, dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class BookingRules:
    """`notice_hours` is how long ahead at least, `days_ahead` at most; `notes` are in the client's
    own words ("Karen: Tuesday to Thursday only").
    """

    books: bool = True
    notice_hours: int = 2
    days_ahead: int = 60
    length_minutes: int = 30
    notes: str = ""

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        return cls(**stored)
