"""Hours as people type them: "9-17", "9am-5pm", "8:30 to noon, 1-5", "closed", "24 hours"."""

import re
from collections.abc import Iterator

from callboard.agents.opening_hours import ALL_DAY, CLOSED, DAY, Range, Ranges, in_order

HALF = DAY // 2
# Who types "1-5" and means the night says so: "1am-5am".
EARLIEST_BARE_HOUR = 6
MOST_RANGES = 6

_CLOSED = frozenset({"", "closed", "off", "-", "–", "—", "none"})
_ALL_DAY = frozenset({"24h", "24 h", "24/7", "24 hours", "all day", "open 24 hours", "always"})
_TIME = r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?(?:\.?m\.?)?"
_RANGE = re.compile(rf"{_TIME}\s*(?:-|–|—|to|till|until|bis)\s*{_TIME}")
_BETWEEN = re.compile(r"\s*(?:,|;|&|\+|/|\band\b|\n)\s*")
_WORDS = ((re.compile(r"\bnoon\b"), "12pm"), (re.compile(r"\bmidnight\b"), "12am"))


class NotHours(ValueError):
    """`text` is the part that could not be read."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def parse(text: str) -> Ranges:
    """Of one day, in order. Raises `NotHours`, and `Overlap` where two cover the same minute."""
    plain = " ".join(text.casefold().split())
    if plain in _CLOSED:
        return CLOSED
    if plain in _ALL_DAY:
        return ALL_DAY
    for word, digits in _WORDS:
        plain = word.sub(digits, plain)
    return in_order(_ranges(plain))


def _ranges(plain: str) -> Iterator[Range]:
    # "9-12 1-5", with nothing but a space between.
    parts = _BETWEEN.split(re.sub(rf"({_RANGE.pattern})\s+(?=\d)", r"\1,", plain))
    if len(parts) > MOST_RANGES:
        raise NotHours(plain)
    for part in filter(None, parts):
        found = _RANGE.fullmatch(part)
        one = _range(found) if found else None
        if one is None:
            raise NotHours(part)
        yield one


def _range(found: re.Match[str]) -> Range | None:
    """The nearest reading that goes forward: "9-5" ends in the afternoon, "1-5pm" begins there."""
    hour, minutes, half, end_hour, end_minutes, end_half = found.groups()
    begins, ends = _readings(hour, minutes, half), _readings(end_hour, end_minutes, end_half)
    is_bare = not (half or end_half or minutes or end_minutes or hour.startswith("0"))
    if is_bare and 0 < int(hour) < EARLIEST_BARE_HOUR:
        begins = begins[1:]
    readings = [(begin, end if end > begin else end + DAY) for begin in begins for end in ends]
    sound = [one for one in readings if 0 <= one[0] < DAY and one[0] < one[1] <= one[0] + DAY]
    if not sound:
        return None
    if half is None and end_half is not None:
        # "1-5pm" begins in the half of the day in which it ends; "9-5pm" cannot.
        return Range(
            *min(sound, key=lambda it: (it[1] > DAY, (it[0] >= HALF) != (end_half == "p")))
        )
    return Range(*min(sound))


def _readings(hour: str, minutes: str | None, half: str | None) -> list[int]:
    """Minutes since midnight that a time may mean, the morning's first; none where it is no
    time.
    """
    clock, past = int(hour), int(minutes or 0)
    if past > 59 or clock > 24 or (clock == 24 and past):
        return []
    if half is not None:
        if not 1 <= clock <= 12:
            return []
        return [(clock % 12) * 60 + past + (HALF if half == "p" else 0)]
    if clock == 12:
        return [HALF + past]
    if clock > 12 or clock == 0 or hour.startswith("0"):
        return [clock * 60 + past]
    return [clock * 60 + past, clock * 60 + past + HALF]
