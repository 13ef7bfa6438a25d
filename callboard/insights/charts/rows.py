"""What there is of each kind, the most first, with the length of its bar."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """`share` is of all, 0 to 1; `length` of the longest bar, in percent."""

    key: str
    calls: int
    share: float
    length: float


def rows(counted: Iterable[tuple[str, int]], *, most: int | None = None) -> list[Row]:
    found = sorted((one for one in counted if one[1] > 0), key=lambda one: (-one[1], one[0]))
    total, longest = sum(n for _key, n in found), max((n for _key, n in found), default=1)
    return [Row(key, n, n / total, round(100 * n / longest, 2)) for key, n in found[:most]]
